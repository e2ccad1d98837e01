// Writes the ledger's answers in the words of the contract, with members in a fixed order.
#pragma once

#include <memory>
#include <string>

#include "shop/ledger_requests.h"

namespace br::cli {

class CouponAnswers {
  public:
    explicit CouponAnswers(const std::string& case_id);
    ~CouponAnswers();
    void add(const shop::Answer& answer);
    // {"id": …, "results": […]}
    [[nodiscard]] std::string text() const;

  private:
    struct Json;
    std::unique_ptr<Json> json_;
};

}  // namespace br::cli
