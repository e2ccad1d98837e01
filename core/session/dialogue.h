// The bot's side of the conversation. It remembers what is being ordered and what it has asked,
// reads each line in that light, and answers in the language of the line. It changes nothing
// itself: what is to be done comes back as an action, and its outcome is told to it again.
// Every side effect is put into one sentence with its price and waits for a yes; asking for the
// same thing twice does it once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "chat/intent.h"
#include "session/order_draft.h"
#include "session/snapshot.h"
#include "session/wording.h"
#include "session/world.h"

namespace br::session {

// A chat line that is still to get its number and time.
struct BotLine {
    std::vector<Message> messages;
    bool is_quote = false;
    bool is_refusal = false;
};

struct PlaceOrder {
    OrderDraft draft;
    PricedCart priced;
    Wallet::Price price;
};
struct RetryOrder {};
struct CancelOrder {};
struct RefundOrder {};
struct ClaimCard {};
struct InviteFriends {
    std::int64_t count = 1;
};
using Action =
    std::variant<PlaceOrder, RetryOrder, CancelOrder, RefundOrder, ClaimCard, InviteFriends>;

struct Answer {
    std::vector<BotLine> lines;
    std::optional<Action> action;
};

class Dialogue {
  public:
    Dialogue(std::uint64_t seed, chat::Language language);

    // A line of the visitor, any bytes. reading gets "how I read this".
    Answer hear(std::string_view text, const World& world, std::vector<Message>& reading);
    // A quick reply that was offered; nothing for an id that was not.
    Answer press(std::string_view id, const World& world);

    // What became of an action, or of the order on its way.
    BotLine tell_placed(const World& world);
    BotLine tell_place_in_line(const World& world);
    BotLine tell_held(const World& world);
    BotLine tell_end(const World& world);  // The order's outcome is known.
    BotLine tell_not_cancelled();
    BotLine tell_refunded(const World& world, shop::Fen refund_fen);
    // done of the cards asked for were given; reason says why not all.
    BotLine tell_cards(const World& world, std::int64_t done, std::optional<shop::Reason> reason);
    BotLine greet(const World& world);

    void set_language(chat::Language language) { language_ = language; }
    [[nodiscard]] chat::Language language() const { return language_; }
    [[nodiscard]] std::vector<QuickReply> quick_replies(const World& world) const;

  private:
    enum class Question : std::uint8_t { none, item, order, cancel, refund, claim, invite };

    // One line being answered.
    struct Turn {
        const chat::ParseResult& parsed;
        std::string_view text;  // As the visitor wrote it; empty for a quick reply.
        const World& world;
        Answer& answer;
    };

    Answer answer_to(const chat::ParseResult& parsed, std::string_view text, const World& world);
    void answer_intent(chat::Intent intent, const Turn& turn);
    // Each answers the intents of its kind and returns whether this one was.
    bool answer_talk(chat::Intent intent, const Turn& turn);
    bool answer_question(chat::Intent intent, const Turn& turn);
    void answer_wish(chat::Intent intent, const Turn& turn);

    void hear_order(const Turn& turn);
    void hear_change(const Turn& turn);
    void hear_cancel(const Turn& turn);
    void hear_refund(const Turn& turn);
    void hear_retry(const Turn& turn);
    void hear_pay(const Turn& turn);
    void hear_use_coupon(const Turn& turn);
    void hear_claim(const Turn& turn);
    void hear_invite(const Turn& turn);
    void hear_yes(const Turn& turn);
    void hear_no(const Turn& turn);
    void ask_for_item(const Turn& turn);
    void ask_to_confirm(const DraftChange& change, const Turn& turn);

    void say_order_status(const Turn& turn);
    void say_coupon_status(const Turn& turn);
    void say_queue_status(const Turn& turn);
    void say_why(const Turn& turn);
    void say_facts(const Turn& turn, std::string_view topic);
    void say_menu(const Turn& turn);
    void say_out_of_scope(const Turn& turn);
    void switch_language(const Turn& turn);

    [[nodiscard]] chat::Context context() const;
    Message next_step(const World& world);
    void say(const Turn& turn, std::string key, std::vector<MessageArgument> arguments = {});

    Wording wording_;
    chat::Language language_;
    OrderDraft draft_;
    Question question_ = Question::none;
    std::int64_t friends_asked_ = 1;
    int refusals_ = 0;            // In a row, of the same order.
    std::size_t facts_told_ = 0;  // Moves on when the same topic is asked about again.
    std::string topic_;
};

}  // namespace br::session
