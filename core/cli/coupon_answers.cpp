#include "cli/coupon_answers.h"

#include <nlohmann/json.hpp>

namespace br::cli {
namespace {

using namespace shop;
using Value = nlohmann::ordered_json;

Value end_text(const EndOfValidity& end) {
    return end.text.empty() ? Value(nullptr) : Value(end.text);
}

Value limit_value(const Limit& limit) {
    return limit ? Value(*limit) : Value(nullptr);
}

void write(Value& result, const Quote& quote) {
    result["total_fen"] = quote.total_fen;
    result["discount_fen"] = quote.discount_fen;
    result["charge_fen"] = quote.charge_fen;
    Value applied = Value::array();
    for (const AppliedCoupon& coupon : quote.applied) {
        Value entry = Value::object();
        entry["coupon"] = coupon.coupon;
        entry["discount_fen"] = coupon.discount_fen;
        entry["lines"] = coupon.lines_fen;
        entry["fees"]["delivery"] = coupon.delivery_fen;
        entry["fees"]["packaging"] = coupon.packaging_fen;
        applied.push_back(std::move(entry));
    }
    result["applied"] = std::move(applied);
    Value rejected = Value::array();
    for (const RejectedCoupon& coupon : quote.rejected) {
        Value entry = Value::object();
        entry["coupon"] = coupon.coupon;
        entry["reason"] = reason_word(coupon.reason);
        rejected.push_back(std::move(entry));
    }
    result["rejected"] = std::move(rejected);
}

void write(Value& result, const CommitDone& done) {
    result["charge_fen"] = done.charge_fen;
}

void write(Value&, const ReleaseDone&) {}

void write(Value& result, const RefundDone& done) {
    result["refund_fen"] = done.refund_fen;
    Value returned = Value::array();
    for (const ReturnedCoupon& coupon : done.returned) {
        Value entry = Value::object();
        entry["coupon"] = coupon.coupon;
        entry["status"] = status_word(coupon.status);
        entry["valid_to"] = end_text(coupon.valid_to);
        returned.push_back(std::move(entry));
    }
    result["returned"] = std::move(returned);
}

void write(Value& result, const ClaimDone& done) {
    result["coupon"] = done.coupon;
    result["valid_to"] = end_text(done.valid_to);
    result["claimed"] = done.claimed;
    result["stock"] = limit_value(done.stock);
}

void write(Value& result, const InviteDone& done) {
    result["coupon"] = done.coupon;
    result["claimed"] = done.claimed;
}

void write(Value& result, const ExtendDone& done) {
    result["extended"] = done.extended;
}

void write(Value&, const SetDone&) {}

void write(Value& result, const StateDone& done) {
    if (done.campaign) {
        result["spent_fen"] = done.campaign->spent_fen;
        result["reserved_fen"] = done.campaign->reserved_fen;
        result["used"] = done.campaign->used;
        result["stock"] = limit_value(done.campaign->stock);
    }
    if (done.coupon_status) result["coupon_status"] = status_word(*done.coupon_status);
}

struct ResultWriter {
    template <class T>
    Value operator()(const Reply<T>& reply) const {
        Value result = Value::object();
        if (reply.result) {
            result["status"] = "ok";
            write(result, *reply.result);
        } else {
            result["status"] = "rejected";
            result["reason"] = reason_word(reply.result.error().reason);
            const std::string& coupon = reply.result.error().coupon;
            if (!coupon.empty()) result["coupon"] = coupon;
        }
        if (reply.replayed) result["replayed"] = true;
        return result;
    }
};

}  // namespace

struct CouponAnswers::Json {
    Value root;
};

CouponAnswers::CouponAnswers(const std::string& case_id) : json_(std::make_unique<Json>()) {
    json_->root["id"] = case_id;
    json_->root["results"] = Value::array();
}

CouponAnswers::~CouponAnswers() = default;

void CouponAnswers::add(const Answer& answer) {
    json_->root["results"].push_back(std::visit(ResultWriter{}, answer));
}

std::string CouponAnswers::text() const {
    return json_->root.dump();
}

}  // namespace br::cli
