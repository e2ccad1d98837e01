// Result<T, E>: a value or the reason why there is none. Member names follow std::expected, so that
// it can be swapped for it later.
#pragma once

#include <utility>
#include <variant>

#include "base/check.h"

namespace br {

// Wraps an error so that a Result can be made from it without ambiguity.
template <class E>
struct Unexpected {
    E error;
};

template <class E>
Unexpected(E) -> Unexpected<E>;

template <class T, class E>
class [[nodiscard]] Result {
  public:
    using value_type = T;
    using error_type = E;

    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Unexpected<E> unexpected)
        : state_(std::in_place_index<1>, std::move(unexpected.error)) {}

    [[nodiscard]] bool has_value() const { return state_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    // Requires has_value().
    [[nodiscard]] const T& value() const& {
        BR_CHECK(has_value());
        return *std::get_if<0>(&state_);
    }
    [[nodiscard]] T& value() & {
        BR_CHECK(has_value());
        return *std::get_if<0>(&state_);
    }
    [[nodiscard]] T&& value() && {
        BR_CHECK(has_value());
        return std::move(*std::get_if<0>(&state_));
    }
    [[nodiscard]] const T& operator*() const& { return value(); }
    [[nodiscard]] T& operator*() & { return value(); }
    [[nodiscard]] T&& operator*() && { return std::move(*this).value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

    // Requires !has_value().
    [[nodiscard]] const E& error() const {
        BR_CHECK(!has_value());
        return *std::get_if<1>(&state_);
    }

  private:
    std::variant<T, E> state_;
};

}  // namespace br
