// How the ledger answers under an idempotency key. Private to the sources of Ledger.
#pragma once

#include "shop/ledger.h"

namespace br::shop {

template <class T, class Ask, class Act>
Reply<T> Ledger::answer(const Ask& request, Act act) {
    expire_holds(request.call.at);
    if (request.call.key.empty()) return {act(), false};
    const auto found = answers_.find(request.call.key);
    if (found == answers_.end()) {
        Reply<T> reply{act(), false};
        answers_.emplace(request.call.key, Stored{request, reply});
        return reply;
    }
    const Ask* before = std::get_if<Ask>(&found->second.request);
    if (before == nullptr || !(*before == request)) {
        return {Unexpected{Refusal{Reason::idempotency_mismatch, {}}}, false};
    }
    Reply<T> reply = *std::get_if<Reply<T>>(&found->second.answer);
    reply.replayed = true;
    return reply;
}

}  // namespace br::shop
