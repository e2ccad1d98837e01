# BR_SANITIZE names sanitizers; the whole build, third-party sources included, is then instrumented.
if(BR_SANITIZE)
    add_compile_options(-fsanitize=${BR_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${BR_SANITIZE})
endif()
