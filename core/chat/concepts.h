// The ideas that words of any language stand for. The lexicons of the language folders map words
// to these; grammars, features and guards see nothing else, which is why a language is only data.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

// clang-format off
#define BR_CHAT_CONCEPTS(X)                                                                        \
    /* Slots: a value goes with each of these. */                                                  \
    X(item) X(number) X(size) X(sugar) X(ice) X(topping) X(merchant) X(language_name)              \
    X(day) X(period) X(currency)                                                                   \
    /* Parts of the small grammars. */                                                             \
    X(hundred) X(tens) X(teen) X(dozen) X(half) X(quarter) X(classifier) X(times) X(percent)       \
    X(sugar_word) X(ice_word) X(less) X(more) X(full) X(without) X(with) X(conjunction)            \
    X(then) X(half_degree) X(clock) X(at) X(oclock) X(past) X(to_hour) X(hour) X(minute)           \
    X(later) X(within) X(now) X(noon) X(cent) X(under) X(toward) X(home) X(address_word) X(address_part) X(instead) X(each)   \
    /* What is wanted. */                                                                          \
    X(want) X(give) X(order_verb) X(order_noun) X(make) X(change) X(remove) X(cancel) X(refund)    \
    X(money) X(pay) X(claim) X(get) X(use) X(coupon) X(code) X(free) X(deliver) X(goods)           \
    /* Questions. */                                                                               \
    X(how_many) X(how_much) X(how_long) X(why) X(how) X(what) X(when) X(where) X(which) X(who)     \
    X(have) X(question) X(able) X(unable)                                                          \
    /* Things and states that questions are about. */                                              \
    X(price) X(menu) X(recommend) X(popular) X(cheap) X(shop) X(rider) X(status) X(arrive)         \
    X(accept) X(queue) X(wait) X(back) X(crowded) X(refuse) X(stop) X(pause) X(expire) X(cover)    \
    X(fail) X(system)                                                                              \
    X(campaign) X(budget) X(rule) X(begin) X(finish) X(date) X(people) X(fact)                     \
    X(human) X(talk) X(invite) X(friend_word) X(link) X(language) X(reply)                              \
    X(bot) X(identity) X(again) X(retry) X(bad) X(slow) X(angry) X(wrong)                          \
    /* Small talk and answers. */                                                                  \
    X(greet) X(bye) X(thanks) X(help) X(yes) X(no) X(negation) X(never_mind)                       \
    /* Pronouns and glue. */                                                                       \
    X(me) X(you) X(mine) X(it) X(here) X(polite) X(filler) X(also)                                 \
    /* Cues for the guards. */                                                                     \
    X(injection) X(injection_verb) X(injection_object) X(off_topic) X(off_topic_item)              \
    X(habit) X(third_person) X(order_trap)                                                         \
    /* "no wait", "eh silap", 不对: what follows takes the place of what was said. */             \
    X(correction)
// clang-format on

namespace br::chat {

enum class Concept : std::uint8_t {
#define BR_CHAT_CONCEPT_ENUMERATOR(name) name,
    BR_CHAT_CONCEPTS(BR_CHAT_CONCEPT_ENUMERATOR)
#undef BR_CHAT_CONCEPT_ENUMERATOR
        count
};
inline constexpr int concept_count = static_cast<int>(Concept::count);

[[nodiscard]] std::string_view name_of(Concept concept_id);
[[nodiscard]] std::optional<Concept> concept_named(std::string_view name);

// Values that go with Concept::period.
enum class Period : std::uint8_t { before_dawn, morning, midday, afternoon, evening };

}  // namespace br::chat
