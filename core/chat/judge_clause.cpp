#include "chat/judge_clause.h"

#include <algorithm>

#include "chat/features.h"

namespace br::chat {

namespace {

constexpr std::size_t features_shown_max = 5;
// The lead over "out of scope" that an intent needs, in weight for each feature times 64.
constexpr std::int32_t lead_min = 0;

class Judge {
  public:
    Judge(const Parser& parser, const LineReading& line) : parser_(parser), line_(line) {}

    [[nodiscard]] Verdict judge(TokenRange range) const {
        Verdict verdict;
        if (is_off_topic(line_, range)) {
            verdict.reason.stage = Stage::guard;
            verdict.reason.guard = "off_topic";
            verdict.reason.out_of_scope = OutOfScope::off_topic;
            if (!match_template(range, verdict)) return verdict;
            verdict.reason.out_of_scope = OutOfScope::none;
            verdict.reason.guard.clear();
            return verdict;
        }
        add_scores(range, verdict);
        if (match_template(range, verdict)) return verdict;
        if (template_key(line_, range) == 0) {  // Politeness and glue only.
            overrule(verdict, Intent::oos, "nothing_said");
            verdict.reason.out_of_scope = OutOfScope::unknown;
            return verdict;
        }
        apply_guards(range, verdict);
        return verdict;
    }

  private:
    [[nodiscard]] bool match_template(TokenRange range, Verdict& verdict) const {
        const std::uint32_t key = template_key(line_, range);
        const std::vector<TemplateEntry>& templates = parser_.tables().templates;
        const auto found = std::lower_bound(
            templates.begin(), templates.end(), key,
            [](const TemplateEntry& entry, std::uint32_t sought) { return entry.key < sought; });
        if (key == 0 || found == templates.end() || found->key != key) return false;
        verdict.intent = found->intent;
        verdict.lead = 1000;
        verdict.reason.stage = Stage::template_match;
        verdict.reason.template_id = parser_.tables().sources[found->source];
        verdict.reason.template_id += ':';
        verdict.reason.template_id += std::to_string(found->line);
        if (found->intent == Intent::oos) verdict.reason.out_of_scope = OutOfScope::off_topic;
        return true;
    }

    void add_scores(TokenRange range, Verdict& verdict) const {
        const std::vector<FeatureRef> features = extract_features(line_, range);
        std::vector<std::uint32_t> buckets;
        buckets.reserve(features.size());
        for (const FeatureRef& feature : features) buckets.push_back(feature.bucket);
        const WeightTable table{parser_.tables().intent_weights, intent_count};
        if (table.weights.empty()) return;
        const std::vector<std::int32_t> sums = score(table, buckets);
        const auto scaled = [&](std::size_t intent) {
            return sums[intent] * 64 / (static_cast<std::int32_t>(buckets.size()) + 8);
        };
        std::size_t best = 0;
        for (std::size_t k = 1; k < sums.size(); ++k) {
            if (sums[k] > sums[best]) best = k;
        }
        std::size_t second = best == 0 ? 1 : 0;
        for (std::size_t k = 0; k < sums.size(); ++k) {
            if (k != best && sums[k] > sums[second]) second = k;
        }
        constexpr auto oos = static_cast<std::size_t>(Intent::oos);
        verdict.intent = static_cast<Intent>(best);
        verdict.lead = scaled(best) - scaled(best == oos ? second : oos);
        verdict.reason.stage = Stage::score;
        verdict.reason.score = scaled(best);
        verdict.reason.runner_up = static_cast<Intent>(second);
        verdict.reason.runner_up_score = scaled(second);
        if (best == oos) verdict.reason.out_of_scope = OutOfScope::off_topic;
        show_features(features, best, second, verdict.reason);
    }

    void show_features(const std::vector<FeatureRef>& features, std::size_t best,
                       std::size_t second, Reason& reason) const {
        const std::vector<std::int8_t>& weights = parser_.tables().intent_weights;
        std::vector<std::pair<std::int32_t, std::size_t>> ranked;
        for (std::size_t i = 0; i < features.size(); ++i) {
            const std::size_t row = features[i].bucket * std::size_t{intent_count};
            const std::int32_t lead = weights[row + best] - weights[row + second];
            const bool can_be_told = features[i].first >= 0 || features[i].token >= 0;
            if (lead > 0 && can_be_told) ranked.emplace_back(-lead, i);
        }
        std::sort(ranked.begin(), ranked.end());
        for (const auto& [lead, index] : ranked) {
            if (reason.features.size() == features_shown_max) break;
            std::string text = to_text(features[index], line_);
            const bool known =
                std::any_of(reason.features.begin(), reason.features.end(),
                            [&](const Feature& shown) { return shown.text == text; });
            if (!known) reason.features.push_back({std::move(text), -lead});
        }
    }

    static void overrule(Verdict& verdict, Intent intent, std::string_view guard) {
        if (verdict.intent != intent) {
            verdict.reason.runner_up = verdict.intent;
            verdict.reason.runner_up_score = verdict.reason.score;
        }
        verdict.intent = intent;
        verdict.reason.stage = Stage::guard;
        verdict.reason.guard = guard;
        if (intent != Intent::oos) verdict.reason.out_of_scope = OutOfScope::none;
    }

    [[nodiscard]] bool asks(TokenRange range) const {
        for (std::uint32_t i = range.begin; i < range.end; ++i) {
            if (line_.is_mark(line_.tokens()[i].begin, U'?') &&
                !has_concept(line_, range, Concept::able))
                return true;
        }
        return false;
    }

    // Where "out of scope" leads by a hair, the words are all known and nothing would be done, the
    // runner-up is worth an answer.
    bool yields_to_runner_up(TokenRange range, Verdict& verdict) const {
        constexpr std::int32_t hair = 50;
        const Coverage coverage = coverage_of(line_, range);
        const bool known = 4 * coverage.unknown <= coverage.known;
        if (verdict.lead > hair || !known || !verdict.reason.runner_up) return false;
        const Intent runner_up = *verdict.reason.runner_up;
        if (has_side_effect(runner_up) || !has_subject(line_, range, runner_up)) return false;
        overrule(verdict, runner_up, "runner_up");
        verdict.lead = lead_min;
        return true;
    }

    [[nodiscard]] bool takes_leave(TokenRange range) const {
        for (std::uint32_t i = range.begin; i < range.end; ++i) {
            const Token& token = line_.tokens()[i];
            if (token.is(Concept::bye) && !token.is(Concept::yes)) return true;
        }
        return false;
    }

    // "deliver it to 5 Garden Street": an address after a word for delivering, and no question.
    [[nodiscard]] bool says_where_to(TokenRange range, Intent intent) const {
        const bool open = intent == Intent::oos || intent == Intent::order_status ||
                          intent == Intent::switch_language || intent == Intent::browse ||
                          intent == Intent::invite || intent == Intent::human_agent;
        if (!open) return false;
        const TokenRange address = find_address(line_);
        if (address.begin >= address.end || address.begin < range.begin ||
            address.end > range.end) {
            return false;
        }
        if (has_any(line_, range, {Concept::invite, Concept::coupon, Concept::link, Concept::talk}))
            return false;
        // "no 8" in an address refuses nothing.
        const auto outside = [&](std::initializer_list<Concept> concepts) {
            return has_any(line_, {range.begin, address.begin}, concepts) ||
                   has_any(line_, {address.end, range.end}, concepts);
        };
        return has_any(line_, range, {Concept::deliver, Concept::address_word}) &&
               !outside({Concept::question, Concept::how_long, Concept::when, Concept::how_much,
                         Concept::where, Concept::why, Concept::price, Concept::negation});
    }

    // Each of the guards returns true when it has settled the verdict.
    [[nodiscard]] bool guard_orders(TokenRange range, Verdict& verdict) const {
        if (says_where_to(range, verdict.intent)) {
            const bool thing = has_any(line_, range, {Concept::item, Concept::order_verb});
            overrule(verdict, thing ? Intent::order : Intent::modify_order, "address");
            verdict.lead = std::max(verdict.lead, 100);
            return true;
        }
        const bool order_like =
            verdict.intent == Intent::order || verdict.intent == Intent::modify_order ||
            verdict.intent == Intent::cancel_order || verdict.intent == Intent::oos;
        if (order_like && refuses_order(line_, range)) {
            overrule(verdict, Intent::deny, "negation");
            return true;
        }
        if (is_bare_thing(line_, range)) {
            if (verdict.intent != Intent::order) overrule(verdict, Intent::order, "bare_thing");
            verdict.lead = std::max(verdict.lead, 100);
            return true;
        }
        return false;
    }

    [[nodiscard]] bool guard_questions(TokenRange range, Verdict& verdict) const {
        const bool declines =
            verdict.intent == Intent::thanks && line_.tokens()[range.begin].is(Concept::no);
        if (declines) {
            overrule(verdict, Intent::deny, "negation");
            return true;
        }
        const bool asks_price =
            verdict.intent == Intent::order &&
            has_any(line_, range,
                    {Concept::how_much, Concept::how_many, Concept::price, Concept::menu}) &&
            !has_any(line_, range, {Concept::order_verb, Concept::under});
        const bool compares =
            verdict.intent == Intent::order &&
            has_any(line_, range, {Concept::which, Concept::recommend}) &&
            !has_any(line_, range, {Concept::order_verb, Concept::want, Concept::give});
        if (asks_price || compares) {
            overrule(verdict, Intent::browse, "question");
            return true;
        }
        if (verdict.intent == Intent::affirm && takes_leave(range)) {
            overrule(verdict, Intent::goodbye, "farewell");  // "okay, see you tomorrow"
            return true;
        }
        // "why doesn't my card work": of the card, not of the order.
        const bool about_coupon =
            verdict.intent == Intent::refusal_reason &&
            has_any(line_, range, {Concept::coupon, Concept::code}) &&
            has_any(line_, range, {Concept::unable, Concept::use}) &&
            !has_any(line_, range,
                     {Concept::order_verb, Concept::order_noun, Concept::refuse, Concept::claim,
                      Concept::get, Concept::give, Concept::stop, Concept::pause, Concept::item});
        if (about_coupon) {
            overrule(verdict, Intent::coupon_status, "question");
            return true;
        }
        if (verdict.intent == Intent::about_bot && has_concept(line_, range, Concept::item)) {
            overrule(verdict, Intent::oos, "off_topic");
            verdict.reason.out_of_scope = OutOfScope::off_topic;
            return true;
        }
        const bool may_be_order =
            verdict.intent == Intent::oos || verdict.intent == Intent::browse ||
            verdict.intent == Intent::affirm || verdict.intent == Intent::greet;
        const bool wishes = wishes_for_thing(line_, range) || wishes_up_to_price(line_, range);
        if (may_be_order && wishes && !asks(range)) {
            overrule(verdict, Intent::order, "wish");
            verdict.lead = std::max(verdict.lead, 60);
            return true;
        }
        return guard_order_questions(range, verdict) || guard_wishes(range, verdict);
    }

    // "How is a latte made at home" wants no latte; "has it shipped yet" changes nothing.
    [[nodiscard]] bool guard_order_questions(TokenRange range, Verdict& verdict) const {
        const bool asks_how =
            verdict.intent == Intent::order && has_concept(line_, range, Concept::how) &&
            !has_any(line_, range, {Concept::order_verb, Concept::want, Concept::give});
        const bool asks_progress =
            verdict.intent == Intent::modify_order &&
            has_concept(line_, range, Concept::question) &&
            !has_any(line_, range,
                     {Concept::change, Concept::with, Concept::remove, Concept::less, Concept::more,
                      Concept::size, Concept::sugar, Concept::ice, Concept::topping, Concept::make,
                      Concept::able, Concept::address_word});
        if (!asks_how && !asks_progress) return false;
        const bool delivery = asks_progress && has_concept(line_, range, Concept::deliver);
        overrule(verdict, delivery ? Intent::order_status : Intent::oos, "question");
        if (!delivery) verdict.reason.out_of_scope = OutOfScope::unknown;
        return true;
    }

    // What reads like a change may be a new order, or no change of an order at all.
    [[nodiscard]] bool guard_wishes(TokenRange range, Verdict& verdict) const {
        // "change 15 yuan to ringgit" is no change of an order.
        const bool changes_money =
            verdict.intent == Intent::modify_order && has_span(line_, range, SpanKind::money) &&
            !has_any(line_, range, {Concept::item, Concept::under, Concept::order_noun});
        if (changes_money) {
            overrule(verdict, Intent::oos, "off_topic");
            verdict.reason.out_of_scope = OutOfScope::off_topic;
            return true;
        }
        const bool of_language =
            verdict.intent == Intent::modify_order &&
            has_concept(line_, range, Concept::language_name) &&
            !has_any(line_, range,
                     {Concept::item, Concept::size, Concept::sugar, Concept::ice, Concept::topping,
                      Concept::order_noun, Concept::address_word});
        if (of_language) {  // "boleh tukar English"
            overrule(verdict, Intent::switch_language, "language");
            return true;
        }
        const bool new_order =
            verdict.intent == Intent::modify_order && wishes_for_thing(line_, range) &&
            !has_any(line_, range, {Concept::remove, Concept::make, Concept::instead});
        if (new_order ||
            (verdict.intent == Intent::modify_order && opens_with_thing(line_, range))) {
            overrule(verdict, Intent::order, "wish");
            return true;
        }
        return guard_coupons(range, verdict);
    }

    // A wish for a coupon may be a question about it, or a complaint.
    [[nodiscard]] bool guard_coupons(TokenRange range, Verdict& verdict) const {
        const bool coupon_wish =
            verdict.intent == Intent::claim_coupon || verdict.intent == Intent::use_coupon;
        const bool scolds = has_concept(line_, range, Concept::bad) &&
                            !has_any(line_, range,
                                     {Concept::want, Concept::give, Concept::get, Concept::claim,
                                      Concept::use, Concept::how});
        if (verdict.intent == Intent::claim_coupon && has_concept(line_, range, Concept::who)) {
            overrule(verdict, Intent::campaign_facts, "question");  // "who pays for the free tea"
            return true;
        }
        // "my code doesn't work" asks why.
        if (verdict.intent == Intent::use_coupon && has_concept(line_, range, Concept::unable)) {
            overrule(verdict, Intent::coupon_status, "question");
            return true;
        }
        const bool asks_after = coupon_wish && has_concept(line_, range, Concept::question) &&
                                has_any(line_, range, {Concept::mine, Concept::me}) &&
                                !has_any(line_, range, {Concept::use, Concept::with}) &&
                                !has_any(line_, range,
                                         {Concept::want, Concept::give, Concept::able, Concept::how,
                                          Concept::where, Concept::get});
        if (asks_after) {  // 你们把我的券收走了吗
            overrule(verdict, Intent::coupon_status, "question");
            return true;
        }
        const bool uses = verdict.intent == Intent::claim_coupon && uses_own_coupon(line_, range);
        if (uses) {
            overrule(verdict, Intent::use_coupon, "use");
            return true;
        }
        if (coupon_wish && scolds) {
            overrule(verdict, Intent::complain, "displeasure");
            return true;
        }
        return false;
    }

    void apply_guards(TokenRange range, Verdict& verdict) const {
        if (negates_act(line_, range, verdict.intent)) {
            // "how come you don't give any coupons now" asks why.
            const bool asks_why = verdict.intent == Intent::claim_coupon &&
                                  has_any(line_, range, {Concept::why, Concept::how});
            overrule(verdict, asks_why ? Intent::refusal_reason : Intent::deny, "negation");
            return;
        }
        if (guard_orders(range, verdict) || guard_questions(range, verdict)) return;
        const bool unsure = verdict.intent == Intent::oos || verdict.lead < 60 ||
                            verdict.intent == Intent::browse ||
                            verdict.intent == Intent::modify_order;
        if (unsure && !asks(range) && is_bare_change(line_, range)) {
            overrule(verdict, Intent::modify_order, "bare_option");
            return;
        }
        if (verdict.intent == Intent::oos && !yields_to_runner_up(range, verdict)) return;
        if (says_nothing_known(line_, range)) {
            overrule(verdict, Intent::oos, "unknown_words");
            verdict.reason.out_of_scope = OutOfScope::unknown;
            return;
        }
        if (!has_anchor(line_, range, verdict.intent)) {
            overrule(verdict, Intent::oos, "no_anchor");
            verdict.reason.out_of_scope = OutOfScope::unknown;
            return;
        }
        const Coverage coverage = coverage_of(line_, range);
        const bool mostly_unknown = coverage.unknown > coverage.known;
        if (verdict.lead < lead_min || (mostly_unknown && verdict.lead < 80)) {
            overrule(verdict, Intent::oos, mostly_unknown ? "unknown_words" : "low_score");
            verdict.reason.out_of_scope = OutOfScope::unknown;
        }
    }

    const Parser& parser_;
    const LineReading& line_;
};

}  // namespace

Verdict judge_clause(const Parser& parser, const LineReading& line, TokenRange range) {
    return Judge(parser, line).judge(range);
}

}  // namespace br::chat
