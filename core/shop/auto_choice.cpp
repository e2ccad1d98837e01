// The search behind "auto": depth first over the layers in evaluation order. What a coupon does
// depends only on those of earlier layers, so a rejected coupon ends its branch. Everything that
// limits a coupon shrinks as the cart does, so what it takes off the whole cart bounds what it can
// take off the rest; only tiers may fall as they rise, so there the best tier within reach counts.
#include <algorithm>
#include <array>
#include <utility>

#include "base/check.h"
#include "shop/pricing.h"

namespace br::shop {
namespace {

bool ends_sooner(const Coupon* a, const Coupon* b) {
    return std::pair(a->valid_to.instant, std::string_view(a->id)) <
           std::pair(b->valid_to.instant, std::string_view(b->id));
}

bool same_effect(const Coupon* a, const Coupon* b) {
    return a->campaign == b->campaign && a->terms == b->terms;
}

struct Option {
    const Coupon* coupon = nullptr;
    Fen bound_fen = 0;  // It never takes off more.
};

struct Choice {
    Fen discount_fen = 0;
    std::vector<const Coupon*> coupons;  // In layer order.
};

// A larger discount, then fewer coupons, then the sorted list of (end, id).
bool is_better(const Choice& a, const Choice& b) {
    if (a.discount_fen != b.discount_fen) return a.discount_fen > b.discount_fen;
    if (a.coupons.size() != b.coupons.size()) return a.coupons.size() < b.coupons.size();
    std::vector<const Coupon*> sorted_a = a.coupons;
    std::vector<const Coupon*> sorted_b = b.coupons;
    std::sort(sorted_a.begin(), sorted_a.end(), ends_sooner);
    std::sort(sorted_b.begin(), sorted_b.end(), ends_sooner);
    return std::lexicographical_compare(sorted_a.begin(), sorted_a.end(), sorted_b.begin(),
                                        sorted_b.end(), ends_sooner);
}

// No coupon takes off more than this, whatever the earlier layers leave. 0 if it never applies.
Fen bound_of(const Coupon& coupon, const Cart& cart) {
    const Remaining whole = remaining_of(cart);
    if (coupon.terms.type != CouponType::tiered) {
        const auto alone = evaluate(coupon, cart, whole, CampaignRoom{});
        return alone ? alone->discount_fen : 0;
    }
    Fen goods_fen = 0;
    for (std::size_t i = 0; i < cart.lines.size(); ++i) {
        if (in_scope(coupon.terms.scope, cart.lines[i])) goods_fen += whole.lines_fen[i];
    }
    if (goods_fen < coupon.terms.threshold_fen) return 0;
    Fen largest = 0;
    for (const Tier& tier : coupon.terms.tiers) {
        if (tier.threshold_fen <= goods_fen) largest = std::max(largest, tier.off_fen);
    }
    return std::min(largest, goods_fen);
}

class Search {
  public:
    Search(const Cart& cart, std::span<const Coupon* const> coupons,
           std::span<const CampaignRoom> rooms)
        : cart_(cart), rooms_(rooms) {
        for (const Coupon* coupon : coupons) add(coupon);
        for (std::vector<Option>& layer : layers_) {
            std::sort(layer.begin(), layer.end(), [](const Option& a, const Option& b) {
                if (a.bound_fen != b.bound_fen) return a.bound_fen > b.bound_fen;
                return ends_sooner(a.coupon, b.coupon);
            });
        }
        for (std::size_t layer = layers_.size(); layer-- > 0;) {
            const Fen largest = layers_[layer].empty() ? 0 : layers_[layer].front().bound_fen;
            bound_from_[layer] = bound_from_[layer + 1] + largest;
        }
    }

    Choice run() {
        explore(0, remaining_of(cart_));
        return best_;
    }

  private:
    void add(const Coupon* coupon) {
        std::vector<Option>& layer = layers_[static_cast<std::size_t>(coupon->terms.layer)];
        const auto twin = std::find_if(layer.begin(), layer.end(), [&](const Option& option) {
            return same_effect(option.coupon, coupon);
        });
        if (twin != layer.end()) {
            if (ends_sooner(coupon, twin->coupon)) twin->coupon = coupon;
            return;
        }
        const Fen bound_fen = bound_of(*coupon, cart_);
        if (bound_fen > 0) layer.push_back({coupon, bound_fen});
    }

    void explore(std::size_t layer, const Remaining& remaining) {
        if (is_better(now_, best_)) best_ = now_;
        if (layer == layers_.size()) return;
        // An equal discount may still win by its length or its list, so only less is cut.
        if (now_.discount_fen + bound_from_[layer] < best_.discount_fen) return;
        if (now_.coupons.empty() || !now_.coupons.front()->terms.exclusive) {
            for (const Option& option : layers_[layer]) {
                if (steps_ >= auto_steps_max) return;
                if (option.coupon->terms.exclusive && !now_.coupons.empty()) continue;
                if (now_.discount_fen + option.bound_fen + bound_from_[layer + 1] <
                    best_.discount_fen) {
                    break;  // Those that follow have smaller bounds.
                }
                try_option(layer, *option.coupon, remaining);
            }
        }
        explore(layer + 1, remaining);
    }

    void try_option(std::size_t layer, const Coupon& coupon, const Remaining& remaining) {
        ++steps_;
        CampaignRoom room = rooms_[coupon.campaign];
        for (std::size_t i = 0; i < now_.coupons.size(); ++i) {
            if (now_.coupons[i]->campaign != coupon.campaign) continue;
            if (room.budget_left_fen) *room.budget_left_fen -= taken_fen_[i];
            if (room.uses_left) *room.uses_left -= 1;
        }
        const auto applied = evaluate(coupon, cart_, remaining, room);
        if (!applied) return;
        Remaining rest = remaining;
        take(*applied, rest);
        now_.coupons.push_back(&coupon);
        now_.discount_fen += applied->discount_fen;
        taken_fen_.push_back(applied->discount_fen);
        explore(layer + 1, rest);
        taken_fen_.pop_back();
        now_.discount_fen -= applied->discount_fen;
        now_.coupons.pop_back();
    }

    const Cart& cart_;
    std::span<const CampaignRoom> rooms_;
    std::array<std::vector<Option>, layer_count> layers_;
    std::array<Fen, layer_count + 1> bound_from_{};  // Of this layer and all later ones together.
    Choice now_;
    std::vector<Fen> taken_fen_;  // One a coupon of now_.
    Choice best_;
    std::int64_t steps_ = 0;
};

}  // namespace

std::vector<const Coupon*> choose_coupons(const Cart& cart, std::span<const Coupon* const> coupons,
                                          std::span<const CampaignRoom> rooms) {
    BR_CHECK(total_of(cart).has_value());
    for (const Coupon* coupon : coupons) BR_CHECK(coupon->campaign < rooms.size());
    return Search(cart, coupons, rooms).run().coupons;
}

}  // namespace br::shop
