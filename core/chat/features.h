// What the linear model sees of a line: concepts, pairs of concepts, words and runs of letters,
// each hashed into a bucket. Also the symbols by which lines and templates are compared.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "chat/reading.h"
#include "chat/slots.h"

namespace br::chat {

inline constexpr std::uint32_t feature_bucket_count = 4096;
inline constexpr std::size_t features_max = 1500;

struct FeatureRef {
    std::uint32_t bucket = 0;
    // For the reason shown: two concepts (the second may repeat the first), or a token.
    std::int16_t first = -1;
    std::int16_t second = -1;
    std::int32_t token = -1;
};

[[nodiscard]] std::vector<FeatureRef> extract_features(const LineReading& line, TokenRange range);

// Only the features that every language shares. Trained on by themselves too, so that a line with
// words never seen is still read by its concepts.
[[nodiscard]] std::vector<FeatureRef> extract_concept_features(const LineReading& line,
                                                               TokenRange range);

// Letter features for telling languages apart; item names and the like are left out.
[[nodiscard]] std::vector<std::uint32_t> extract_language_features(const LineReading& line);
inline constexpr std::uint32_t language_bucket_count = 4096;

// Two parts of lines with equal keys say the same with other words, things, numbers or politeness.
// 0 for a part that says nothing.
[[nodiscard]] std::uint32_t template_key(const LineReading& line, TokenRange range);

[[nodiscard]] std::string to_text(const FeatureRef& feature, const LineReading& line);

}  // namespace br::chat
