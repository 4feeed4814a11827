#include "extract/annotated.h"

#include <algorithm>

#include "extract/skeleton.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

SeenMention seen(const Document& document, const Token& token) {
  SeenMention out;
  out.mention.kind = token.kind;
  out.mention.span = document.folded.source(token.core);
  if (token.kind == MentionKind::amount) out.mention.amount = token.amount;
  if (token.kind == MentionKind::stake) out.mention.percent = token.percent;
  out.mention.role = token.role;
  out.mention.date = token.date;
  out.mention.reference = token.reference;
  out.parties = token.parties;
  return out;
}

std::string_view mask_name(char32_t c) {
  if (c < mask::subject) return "party";
  if (c < mask::other) return "subject";
  if (c < mask::amount) return "other";
  if (c < mask::stake) return "amount";
  return c < mask::quantity ? "stake" : "quantity";
}

void append_mask(std::string& out, const Document& document, const Slot& slot, char32_t c) {
  out += '{';
  out += mask_name(c);
  for (std::size_t i = 0; i < slot.parties.size(); ++i) {
    const int party = slot.parties[i];
    out += i ? " + " : ":";
    out += std::to_string(party + 1) + ' ' + document.parties[party].name;
  }
  out += '}';
}

void write_out(const Document& document, const Skeleton& skeleton, AnnotatedSentence& line) {
  auto& out = line.skeleton;
  for (std::size_t at = 0, size = 0; at < skeleton.text.size(); at += size) {
    const char32_t c = decode_at(skeleton.text, at, size);
    const std::size_t begin = out.size();
    if (const auto* slot = slot_of(skeleton, c)) {
      append_mask(out, document, *slot, c);
      line.masks.push_back({begin, out.size()});
    } else {
      out.append(skeleton.text, at, size);
    }
  }
}

std::vector<int> implied_parties(const Skeleton& skeleton,
                                 const std::vector<SeenMention>& mentions) {
  std::vector<int> out;
  const auto add = [&](int party) {
    const bool named = std::any_of(mentions.begin(), mentions.end(), [&](const auto& m) {
      return std::find(m.parties.begin(), m.parties.end(), party) != m.parties.end();
    });
    if (!named && std::find(out.begin(), out.end(), party) == out.end()) out.push_back(party);
  };
  // Whom the sentences before were about is not told of each sentence.
  const auto* context = skeleton.context < 0 ? nullptr : &skeleton.slots[skeleton.context];
  for (const auto& slot : skeleton.slots)
    if (slot.implied && &slot != context) std::for_each(slot.parties.begin(), slot.parties.end(), add);
  return out;
}

}  // namespace

std::vector<SeenMention> mentions_of(const Document& document, const Sentence& sentence) {
  std::vector<SeenMention> out;
  for (const auto& token : sentence.tokens) out.push_back(seen(document, token));
  auto gloss = std::lower_bound(
      document.glosses.begin(), document.glosses.end(), sentence.span.begin,
      [](const GlossMention& g, std::size_t begin) { return g.span.begin < begin; });
  for (; gloss != document.glosses.end() && sentence.span.contains(gloss->span); ++gloss) {
    SeenMention mention;
    mention.mention.span = document.folded.source(gloss->span);
    mention.parties = {gloss->party};
    out.push_back(std::move(mention));
  }
  std::stable_sort(out.begin(), out.end(), [](const SeenMention& a, const SeenMention& b) {
    return a.mention.span.begin < b.mention.span.begin;
  });
  return out;
}

std::string written_out(const Document& document, const Skeleton& skeleton, Span piece) {
  std::string out;
  for (std::size_t at = piece.begin, size = 0; at < piece.end; at += size) {
    const char32_t c = decode_at(skeleton.text, at, size);
    if (const auto* slot = slot_of(skeleton, c))
      append_mask(out, document, *slot, c);
    else
      out.append(skeleton.text, at, size);
  }
  return out;
}

AnnotatedSentence annotate_sentence(const Document& document, const Sentence& sentence,
                                    const Skeleton& skeleton) {
  AnnotatedSentence line;
  line.span = document.folded.source(sentence.span);
  line.lang = sentence.lang;
  line.mentions = mentions_of(document, sentence);
  line.implied = implied_parties(skeleton, line.mentions);
  write_out(document, skeleton, line);
  return line;
}

AnnotatedArticle annotate_sentences(const Document& document, const Lexicon& lexicon) {
  AnnotatedArticle out;
  out.parties = document.parties;
  const SkeletonWords words(lexicon);
  Discourse discourse;
  for (const auto& sentence : document.sentences) {
    const auto skeleton = build_skeleton(document, sentence, words, discourse);
    out.sentences.push_back(annotate_sentence(document, sentence, skeleton));
  }
  return out;
}

}  // namespace dealgraph
