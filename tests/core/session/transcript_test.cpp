// Whole conversations as golden files: three languages, at a calm moment and at the height.
#include "session/transcript.h"

#include <doctest/doctest.h>

#include <cstdlib>

#include "support/talk.h"

using namespace br;
using namespace br::session;

namespace {

constexpr SimTime calm = minutes(5);
constexpr SimTime height = minutes(75);

struct Conversation {
    const char* name;
    SimTime at;
    chat::Language language;
    std::vector<std::string> lines;  // "!" before a lever's place and its value.
};

const Conversation conversations[] = {
    {"calm_en",
     calm,
     chat::Language::en,
     {"hello", "what's on the menu?", "two milk teas, half sugar", "make it three", "yes",
      "where is my order?", "how many people ordered in the campaign?", "why?",
      "what did the real bot say?", "invite 2 friends", "yes", "refund please", "yes",
      "are you a real person?", "thank you", "bye"}},
    {"calm_ms",
     calm,
     chat::Language::ms,
     {"hai", "teh tarik satu, kurang manis", "jadikan dua", "ya", "mana pesanan saya?",
      "kad saya sah hingga bila?", "berapa banyak pesanan dalam kempen ini?",
      "apa kata bot sebenar?", "panjang tak barisan?", "terima kasih"}},
    {"calm_zh",
     calm,
     chat::Language::zh,
     {"你好", "来两杯奶茶，半糖少冰", "改成三杯", "好的", "我的订单到哪了？", "券什么时候过期？",
      "活动一共有多少订单？", "真的机器人怎么说？", "退款", "不要", "谢谢"}},
    {"height_en",
     height,
     chat::Language::en,
     {"one latte please", "yes", "why?", "try again", "why?", "how long is the line?",
      "this is ridiculous", "is my coupon still valid?", "!0 4", "!1 4", "!4 1", "!7 2",
      "try again", "why?", "try again"}},
    {"height_ms",
     height,
     chat::Language::ms,
     {"latte satu", "ya", "kenapa?", "cuba lagi", "kenapa pesanan saya ditolak?",
      "berapa lama lagi barisan?", "!3 1", "cuba lagi", "kenapa?", "beri saya kupon"}},
    {"height_zh",
     height,
     chat::Language::zh,
     {"来一杯拿铁", "好的", "为什么？", "再试一次", "为什么拒绝我？", "要排多久？", "!0 2", "!7 0",
      "再试一次", "再试一次", "为什么？"}},
};

std::string play(const Conversation& conversation) {
    const text::Catalog catalogs[] = {test::read_catalog("ms"), test::read_catalog("en"),
                                      test::read_catalog("zh")};
    test::Talk talk(conversation.at, conversation.language);
    Transcript transcript({&catalogs[0], &catalogs[1], &catalogs[2]});
    std::string text = transcript.news(talk.session.snapshot());
    for (const std::string& line : conversation.lines) {
        if (line[0] == '!') {
            const auto lever = static_cast<Lever>(line[1] - '0');
            talk.session.apply(SetLever{lever, static_cast<double>(line[3] - '0')});
            talk.wait(seconds(30));
            text += line + "\n";
        } else {
            talk.say(line);
            talk.wait_for_order();
            text += transcript.news(talk.session.snapshot());
            talk.wait(seconds(5));
        }
    }
    return text;
}

}  // namespace

TEST_CASE("conversations go as they went before") {
    for (const Conversation& conversation : conversations) {
        const std::string path = std::string("tests/golden/chat_") + conversation.name + ".txt";
        CAPTURE(path);
        const std::string text = play(conversation);
        CHECK(text.find("\u27e6") == std::string::npos);
        CHECK(text.find('{') == std::string::npos);
        if (std::getenv("BR_UPDATE_GOLDEN") != nullptr)
            test::write_source_file(path, text);
        else
            CHECK(text == test::read_source_file(path));
    }
}
