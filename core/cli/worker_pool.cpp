#include "cli/worker_pool.h"

#include <algorithm>
#include <vector>

#ifndef __EMSCRIPTEN__
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#endif

namespace br::cli {
namespace {

bool make_alone(std::int64_t count, const std::function<std::string(std::int64_t)>& make,
                const std::function<void(const std::string&)>& use) {
    for (std::int64_t i = 0; i < count; ++i) use(make(i));
    return true;
}

#ifndef __EMSCRIPTEN__
struct Worker {
    pid_t process = -1;
    std::FILE* lines = nullptr;
};

void write_all(int file, const std::string& text) {
    std::size_t written = 0;
    while (written < text.size()) {
        const ssize_t n = write(file, text.data() + written, text.size() - written);
        if (n <= 0) _exit(1);
        written += static_cast<std::size_t>(n);
    }
}

bool read_line(std::FILE* file, std::string& line) {
    line.clear();
    int c;
    while ((c = std::fgetc(file)) != EOF && c != '\n') line += static_cast<char>(c);
    return c == '\n';
}
#endif

}  // namespace

#ifdef __EMSCRIPTEN__

int core_count() {
    return 1;
}

bool make_lines(std::int64_t count, int, const std::function<std::string(std::int64_t)>& make,
                const std::function<void(const std::string&)>& use) {
    return make_alone(count, make, use);
}

#else

int core_count() {
    const long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 1 ? static_cast<int>(std::min(count, 1'024L)) : 1;
}

// Worker w makes the numbers w, w + jobs, …; reading in turn gives them in order.
bool make_lines(std::int64_t count, int jobs, const std::function<std::string(std::int64_t)>& make,
                const std::function<void(const std::string&)>& use) {
    jobs = static_cast<int>(std::min<std::int64_t>(jobs, count));
    if (jobs <= 1) return make_alone(count, make, use);
    std::vector<Worker> workers;
    bool good = true;
    for (int w = 0; w < jobs && good; ++w) {
        int ends[2];
        if (pipe(ends) != 0) {
            good = false;
            break;
        }
        const pid_t process = fork();
        if (process == 0) {
            std::signal(SIGPIPE, SIG_DFL);
            close(ends[0]);
            for (std::int64_t i = w; i < count; i += jobs) write_all(ends[1], make(i) + "\n");
            _exit(0);
        }
        close(ends[1]);
        workers.push_back({process, fdopen(ends[0], "r")});
        good = process > 0;
    }
    std::string line;
    for (std::int64_t i = 0; i < count && good; ++i) {
        good = read_line(workers[static_cast<std::size_t>(i % jobs)].lines, line);
        if (good) use(line);
    }
    for (const Worker& worker : workers) {
        if (worker.lines != nullptr) std::fclose(worker.lines);
        if (worker.process <= 0) continue;
        int status = 0;
        waitpid(worker.process, &status, 0);
        good = good && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }
    return good;
}

#endif

}  // namespace br::cli
