# Third-party parts. Each is taken from a folder the user names, from Debian's packages, or from a
# pinned upstream release. See docs/architecture.md for what each is for.
include(third_party/obtain)
include(third_party/headers)
include(third_party/sdl2)
include(third_party/imgui)
