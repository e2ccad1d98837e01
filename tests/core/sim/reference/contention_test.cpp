// The AWS backoff simulator's set-up with our backoff policies: clients read a row's version and
// write it back, each message taking |N(10, 2)| ms; a write succeeds if nobody else wrote in
// between, and who fails pauses and reads again. Not a queue, so it is played here and not by the
// engine.
#include <cmath>
#include <map>
#include <queue>
#include <string>

#include <doctest/doctest.h>

#include "base/rng.h"
#include "sim/policies/backoff.h"
#include "support/reference_cases.h"

using namespace br;
using namespace br::sim::policies;

namespace {

struct Message {
    SimTime at;
    std::uint64_t order;  // Of sending: breaks ties.
    int client;
    bool write;
    std::int64_t version;
    bool operator<(const Message& other) const {
        return at != other.at ? at > other.at : order > other.order;
    }
};

struct Outcome {
    double completion_ms = 0;
    double calls = 0;
};

class Contention {
  public:
    Contention(const Backoff& backoff, bool pauses, std::uint64_t seed)
        : backoff_(backoff), pauses_(pauses), rng_(seed) {}

    Outcome run(int clients) {
        for (int client = 0; client < clients; ++client) send(client, message_time(), false, 0);
        std::vector<int> failures(static_cast<std::size_t>(clients), 0);
        std::vector<SimDuration> pauses(static_cast<std::size_t>(clients), 0);
        std::int64_t version = 0;
        Outcome outcome;
        while (!pending_.empty()) {
            const Message message = pending_.top();
            pending_.pop();
            const auto client = static_cast<std::size_t>(message.client);
            // Back to the client, and from there on.
            const SimTime heard = message.at + message_time();
            if (!message.write) {
                send(message.client, heard + message_time(), true, version);
                continue;
            }
            outcome.calls += 1;
            if (message.version == version) {
                ++version;
                outcome.completion_ms = std::max(outcome.completion_ms, to_seconds(heard) * 1e3);
                continue;
            }
            ++failures[client];
            if (pauses_)
                pauses[client] =
                    backoff_pause(backoff_, failures[client] + 1, pauses[client], rng_.unit());
            send(message.client, heard + message_time() + pauses[client], false, 0);
        }
        return outcome;
    }

  private:
    SimDuration message_time() {
        const double radius = std::sqrt(-2 * std::log(1 - rng_.unit()));
        const double normal = radius * std::cos(2 * std::acos(-1.0) * rng_.unit());
        return from_seconds(std::fabs(10 + 2 * normal) / 1e3);
    }
    void send(int client, SimTime at, bool write, std::int64_t version) {
        pending_.push({at, sent_++, client, write, version});
    }

    Backoff backoff_;
    bool pauses_;
    Rng rng_;
    std::uint64_t sent_ = 0;
    std::priority_queue<Message> pending_;
};

}  // namespace

TEST_CASE("backoff and jitter give the published times and calls") {
    const std::map<std::string, Jitter> jitters = {{"Exponential", Jitter::none},
                                                   {"Decorr", Jitter::decorrelated},
                                                   {"EqualJitter", Jitter::equal},
                                                   {"FullJitter", Jitter::full}};
    for (const auto& row : test::reference_file()["aws_backoff"]["rows"]) {
        const int clients = row[0].get<int>();
        const auto algorithm = row[1].get<std::string>();
        const bool pauses = algorithm != "None";
        const Backoff backoff{.base = milliseconds(5),
                              .cap = seconds(2),
                              .factor = 2,
                              .jitter = pauses ? jitters.at(algorithm) : Jitter::none};
        const int runs = 100;
        Outcome mean;
        for (int i = 0; i < runs; ++i) {
            const Outcome outcome =
                Contention(backoff, pauses, static_cast<std::uint64_t>(i)).run(clients);
            mean.completion_ms += outcome.completion_ms / runs;
            mean.calls += outcome.calls / runs;
        }
        CAPTURE(clients);
        CAPTURE(algorithm);
        // Both are means of 100 runs: three times the interval of the one is twice that of the
        // difference. The table rounds to whole calls.
        CAPTURE(mean.completion_ms);
        CAPTURE(mean.calls);
        CHECK(std::fabs(mean.completion_ms - row[2].get<double>()) <= 3 * row[3].get<double>());
        CHECK(std::fabs(mean.calls - row[4].get<double>()) <= 3 * row[5].get<double>() + 0.5);
    }
}
