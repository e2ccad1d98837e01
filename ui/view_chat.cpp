#include <algorithm>

#include "session/wording.h"
#include "ui/view_parts.h"

namespace br::ui {
namespace {

StepMark mark_of(session::StepState state) {
    switch (state) {
        case session::StepState::pending:
            return StepMark::pending;
        case session::StepState::current:
            return StepMark::current;
        case session::StepState::done:
            return StepMark::done;
        case session::StepState::failed:
            return StepMark::failed;
        case session::StepState::skipped:
            return StepMark::skipped;
    }
    return StepMark::pending;
}

std::string_view state_key(StepMark mark) {
    constexpr std::array<std::string_view, 5> keys = {"a11y.step.pending", "a11y.step.current",
                                                      "a11y.step.done", "a11y.step.failed",
                                                      "a11y.step.skipped"};
    return keys[static_cast<std::size_t>(mark)];
}

std::string_view kind_key(session::OrderStep::Kind kind) {
    constexpr std::array<std::string_view, 5> keys = {
        "ui.step.read", "ui.step.line", "ui.step.coupon_held", "ui.step.shop", "ui.step.paid"};
    return keys[static_cast<std::size_t>(kind)];
}

// Sentences one after the other: each is whole, so a space is all there is between them
// (none in Chinese).
std::string joined(const std::vector<session::Message>& messages, const Words& words) {
    std::string text;
    for (const session::Message& message : messages) {
        if (!text.empty() && !words.tag().starts_with("zh")) text += ' ';
        text += words(message);
    }
    return text;
}

// A refusal in the other words of its family: the decision stays what it was.
std::vector<std::string> other_words(const session::ChatLine& line, const Words& words) {
    std::vector<std::string> others;
    for (session::Message refusal : line.messages) {
        if (!refusal.key.starts_with("refused.")) continue;
        others.push_back(words("ui.chat.same_decision"));
        for (int i = 1; i < session::family_size; ++i) {
            ++refusal.variant;
            others.push_back(words(refusal));
        }
    }
    return others;
}

LineView build_line(const session::ChatLine& line, const ViewInput& input) {
    const Words& page = input.words;
    LineView view;
    view.id = "chat.line." + std::to_string(line.id);
    view.number = line.id;
    view.is_visitor = line.speaker == session::Speaker::visitor;
    view.is_quote = line.is_quote;
    view.is_refusal = line.is_refusal;
    view.language = language_tag(line.language);
    view.speaker = page(view.is_visitor ? "ui.chat.you" : "ui.chat.bot");
    if (line.is_quote) view.quote_label = page("ui.chat.quoted");
    if (view.is_visitor && line.messages.empty()) {  // Typed, not a quick reply.
        view.text = line.text;
        for (const session::Message& reading : line.reading) view.reading.push_back(page(reading));
        return view;
    }
    const text::Catalog* catalog = input.catalogs.of(line.language);
    view.is_pending = catalog == nullptr;
    if (view.is_pending) {
        view.text = page("ui.chat.loading_language");
        return view;
    }
    const Words own(*catalog, view.language);
    view.text = joined(line.messages, own);
    view.reading = other_words(line, own);
    return view;
}

void add_lines(ChatView& view, const ViewInput& input, ViewCache& cache) {
    view.lines.reserve(input.snapshot.chat.size());
    for (const session::ChatLine& line : input.snapshot.chat) {
        auto kept = cache.lines.find(line.id);
        if (kept == cache.lines.end() || kept->second.is_pending) {
            kept = cache.lines.insert_or_assign(line.id, build_line(line, input)).first;
        }
        view.lines.push_back(kept->second);
    }
    // Lines that the session has dropped.
    if (!view.lines.empty()) {
        cache.lines.erase(cache.lines.begin(), cache.lines.lower_bound(view.lines.front().number));
    } else {
        cache.lines.clear();
    }
}

void add_steps(ChatView& view, const ViewInput& input) {
    const session::VisitorView& visitor = input.snapshot.visitor;
    if (!visitor.has_order) return;
    view.steps_label = input.words("ui.steps.title");
    for (const session::OrderStep& step : visitor.steps) {
        StepView out;
        out.mark = mark_of(step.state);
        out.text =
            step.detail.key.empty() ? input.words(kind_key(step.kind)) : input.words(step.detail);
        out.state = input.words(state_key(out.mark));
        view.steps.push_back(std::move(out));
    }
    const SimTime sent =
        visitor.state.steps.empty() ? visitor.state.since : visitor.state.steps.front().at;
    for (const session::ChatLine& line : input.snapshot.chat) {
        if (line.at <= sent && line.speaker == session::Speaker::visitor)
            view.steps_after = line.id;
    }
}

}  // namespace

ChatView build_chat(const ViewInput& input, ViewCache& cache) {
    const Words& words = input.words;
    ChatView view;
    view.title = words("ui.chat.title");
    add_lines(view, input, cache);
    view.reading = control("chat.reading", words("ui.chat.reading"));
    // Named after the newest line that has something to unfold.
    for (const LineView& line : view.lines) {
        if (!line.reading.empty())
            view.reading.label = words(line.is_visitor ? "ui.chat.reading" : "ui.chat.other_words");
    }
    add_steps(view, input);
    if (input.snapshot.visitor.is_slowed) {
        view.slowed = words("ui.chat.slowed");
        view.skip = control("chat.skip", words("ui.chat.skip"));
    }
    for (const session::QuickReply& reply : input.snapshot.quick_replies) {
        view.replies.push_back(control("chat.reply." + reply.id, words(reply.label)));
    }
    view.replies_label = words("a11y.replies");
    view.is_typing = input.snapshot.is_bot_typing;
    view.typing = words("ui.chat.typing");
    view.composer_label = words("a11y.composer");
    view.composer_placeholder = words("ui.chat.placeholder");
    view.send = control("chat.send", words("ui.chat.send"));
    return view;
}

}  // namespace br::ui
