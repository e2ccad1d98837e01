// Gives the atoms of a line to items by their place: options follow their item, or stand right
// before it.
#include <algorithm>

#include "chat/slot_atoms.h"
#include "chat/slots.h"

namespace br::chat {

namespace {

constexpr std::size_t items_max = 16;

void merge(OrderItem& into, const OrderItem& from) {
    if (from.item) into.item = from.item;
    if (from.quantity) into.quantity = from.quantity;
    if (from.size) into.size = from.size;
    if (from.sugar_percent) into.sugar_percent = from.sugar_percent;
    if (from.ice) into.ice = from.ice;
    for (const Topping topping : from.toppings) {
        const bool known =
            std::find(into.toppings.begin(), into.toppings.end(), topping) != into.toppings.end();
        if (!known) into.toppings.push_back(topping);
    }
}

bool share_a_kind(const OrderItem& a, const OrderItem& b) {
    return (a.size && b.size) || (a.sugar_percent && b.sugar_percent) || (a.ice && b.ice);
}

// One thing asked for, and the parts of its number that want something else ("one hot, one cold").
struct Group {
    OrderItem base;
    std::vector<OrderItem> parts;
    OrderItem shared;  // "all hot": options of the base and of every part.
    bool quantity_after = false;
};

class GroupBuilder {
  public:
    explicit GroupBuilder(const std::vector<Atom>& atoms) : atoms_(atoms) {}

    std::vector<Group> build(OrderItem& left_over) {
        for (std::size_t i = 0; i < atoms_.size(); ++i) place(i);
        left_over = pending_;
        return std::move(groups_);
    }

  private:
    // The next item before a separator, from this atom on.
    [[nodiscard]] std::optional<std::size_t> item_ahead(std::size_t i) const {
        for (; i < atoms_.size(); ++i) {
            if (atoms_[i].kind == AtomKind::item) return i;
            if (atoms_[i].kind != AtomKind::option) return std::nullopt;
        }
        return std::nullopt;
    }
    [[nodiscard]] bool number_ends_clause(std::size_t i) const {
        while (i < atoms_.size() && atoms_[i].kind == AtomKind::option) ++i;
        if (i >= atoms_.size() || atoms_[i].kind != AtomKind::number) return false;
        return !item_ahead(i + 1);
    }
    [[nodiscard]] bool follows_option(std::size_t i) const {
        if (i > 0 && atoms_[i - 1].kind == AtomKind::separator) --i;
        return i > 0 && atoms_[i - 1].kind == AtomKind::option;
    }
    // 豆浆油条各两份: the number goes with all things before it that have none.
    void spread_number(std::int32_t quantity) {
        for (Group& group : groups_) {
            if (!group.base.quantity) group.base.quantity = quantity;
        }
    }
    void place_number(std::size_t i) {
        const bool after_each = i > 0 && atoms_[i - 1].kind == AtomKind::each;
        const bool before_each = i + 1 < atoms_.size() && atoms_[i + 1].kind == AtomKind::each;
        if ((after_each || before_each) && !groups_.empty()) {
            spread_number(*atoms_[i].part.quantity);
            return;
        }
        const std::optional<std::size_t> ahead = item_ahead(i + 1);
        const bool names_part = i + 1 < atoms_.size() && atoms_[i + 1].kind == AtomKind::option;
        if (corrects_ && !ahead && !groups_.empty() && !names_part) {
            groups_.back().base.quantity = atoms_[i].part.quantity;
            return;
        }
        const bool open = !groups_.empty() && !groups_.back().base.quantity;
        // "nasi goreng satu milo panas satu": numbers follow their items.
        const bool follows_style =
            ahead && open && !after_separator_ && number_ends_clause(*ahead + 1);
        if (ahead && !follows_style) {
            // "one large and two small lattes": the first number waits for the thing too.
            if (groups_.empty() && pending_.quantity && follows_option(i) &&
                waiting_.size() < items_max) {
                waiting_.push_back(std::move(pending_));
                pending_ = {};
            }
            merge(pending_, atoms_[i].part);
        } else if (open) {
            groups_.back().base.quantity = atoms_[i].part.quantity;
        } else if (!groups_.empty() && names_part) {
            groups_.back().parts.push_back(atoms_[i].part);
            in_part_ = true;
        } else if (groups_.empty()) {
            merge(pending_, atoms_[i].part);
        }
    }
    // "two lattes and a milo, all hot"
    void share_option(const OrderItem& option) {
        for (Group& group : groups_) merge(group.shared, option);
    }
    void place_option(std::size_t i) {
        if (of_all_ && !item_ahead(i + 1)) return share_option(atoms_[i].part);
        const bool belongs_ahead =
            item_ahead(i + 1) && (groups_.empty() || after_separator_ || pending_.quantity);
        if (groups_.empty() || belongs_ahead) {
            merge(pending_, atoms_[i].part);
        } else if (in_part_) {
            merge(groups_.back().parts.back(), atoms_[i].part);
        } else {
            merge(groups_.back().base, atoms_[i].part);
        }
    }
    // "latte, latte, i want a latte" names one thing. Takes the fuller of the two mentions.
    bool repeats_last(const OrderItem& merged, std::size_t next) {
        if (groups_.empty() || groups_.back().base.item != merged.item) return false;
        const auto is_bare = [](const OrderItem& item) {
            OrderItem named;
            named.item = item.item;
            return item == named;
        };
        const bool says_more = next < atoms_.size() && (atoms_[next].kind == AtomKind::option ||
                                                        atoms_[next].kind == AtomKind::number ||
                                                        atoms_[next].kind == AtomKind::article);
        if (is_bare(merged)) return !says_more;
        if (is_bare(groups_.back().base)) groups_.pop_back();
        return false;
    }
    void place_item(const OrderItem& named, std::size_t next) {
        for (const OrderItem& part : waiting_) {
            OrderItem first = named;
            merge(first, part);
            groups_.push_back({.base = std::move(first), .parts = {}, .shared = {}});
        }
        waiting_.clear();
        if (groups_.size() >= items_max) return;
        OrderItem merged = named;
        merge(merged, pending_);
        if (repeats_last(merged, next)) return;
        if (corrects_ && !groups_.empty()) {  // "a latte, no wait, a milo"
            if (!merged.quantity) merged.quantity = groups_.back().base.quantity;
            groups_.pop_back();
        }
        groups_.push_back({.base = std::move(merged), .parts = {}, .shared = {}});
        pending_ = {};
        in_part_ = false;
    }
    void place(std::size_t i) {
        const Atom& atom = atoms_[i];
        switch (atom.kind) {
            case AtomKind::number:
                place_number(i);
                break;
            case AtomKind::article: {
                const bool part_of_number =  // "three lattes, two large one small"
                    !groups_.empty() && groups_.back().base.quantity && i + 1 < atoms_.size() &&
                    atoms_[i + 1].kind == AtomKind::option;
                if (item_ahead(i + 1)) {
                    merge(pending_, atom.part);
                } else if (part_of_number) {
                    place_number(i);
                }
                break;
            }
            case AtomKind::option:
                place_option(i);
                if (after_separator_ && pending_ != OrderItem{}) return;
                break;
            case AtomKind::item: {
                place_item(atom.part, i + 1);
                break;
            }
            case AtomKind::separator:
                after_separator_ = true;
                return;
            case AtomKind::correction:
                corrects_ = true;
                return;
            case AtomKind::each:
                of_all_ = !groups_.empty();
                break;
            case AtomKind::toward:
            case AtomKind::other:
                break;
        }
        after_separator_ = false;
        const bool names = atom.kind == AtomKind::item || atom.kind == AtomKind::number;
        if (names) of_all_ = false;
        if (atom.kind == AtomKind::item || (names && !item_ahead(i + 1))) corrects_ = false;
    }

    const std::vector<Atom>& atoms_;
    std::vector<Group> groups_;
    OrderItem pending_;
    std::vector<OrderItem> waiting_;  // Numbers with options whose thing is still to come.
    bool after_separator_ = false;
    bool in_part_ = false;
    bool of_all_ = false;    // What follows "all" goes to every thing so far.
    bool corrects_ = false;  // What follows "no wait" takes the place of the last thing.
};

void append_split(std::vector<OrderItem>& out, const Group& group) {
    std::int32_t named = 0;
    bool more_of_it = false;
    for (const OrderItem& part : group.parts) {
        named += part.quantity.value_or(1);
        more_of_it = more_of_it || share_a_kind(group.base, part);
    }
    const std::int32_t rest = group.base.quantity.value_or(named) - named;
    if (group.parts.empty() || more_of_it || rest > 0) {
        OrderItem first = group.base;
        if (!group.parts.empty() && !more_of_it) first.quantity = rest;
        merge(first, group.shared);
        out.push_back(std::move(first));
    }
    for (const OrderItem& part : group.parts) {
        OrderItem item = group.base;
        merge(item, part);
        merge(item, group.shared);
        out.push_back(std::move(item));
    }
}

// What a change leads to stands after "to", "jadi", 成.
void keep_what_is_wanted(std::vector<Atom>& atoms) {
    for (std::size_t i = atoms.size(); i-- > 0;) {
        if (atoms[i].kind != AtomKind::toward) continue;
        bool item_after = false;
        bool part_after = false;
        for (std::size_t k = i + 1; k < atoms.size(); ++k) {
            item_after = item_after || atoms[k].kind == AtomKind::item;
            part_after = part_after || atoms[k].kind == AtomKind::option ||
                         atoms[k].kind == AtomKind::number;
        }
        if (!item_after && !part_after) continue;
        // "the latte to large" still names what changes; its old options do not matter.
        std::vector<Atom> kept;
        for (std::size_t k = 0; k < atoms.size(); ++k) {
            const bool named = !item_after && atoms[k].kind == AtomKind::item;
            if (k > i || named) kept.push_back(std::move(atoms[k]));
        }
        atoms = std::move(kept);
        return;
    }
}

}  // namespace

std::vector<OrderItem> read_items(const LineReading& line, TokenRange range, TokenRange address,
                                  bool is_change) {
    std::vector<Atom> atoms = read_atoms(line, range, address);
    if (is_change) keep_what_is_wanted(atoms);
    OrderItem left_over;
    std::vector<OrderItem> items;
    for (const Group& group : GroupBuilder(atoms).build(left_over)) append_split(items, group);
    if (is_change && items.empty() && left_over != OrderItem{})
        items.push_back(std::move(left_over));
    if (items.size() > items_max) items.resize(items_max);
    return items;
}

}  // namespace br::chat
