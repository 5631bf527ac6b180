#include "services/catalog/outgoing.h"

#include <memory>

#include "libs/rpc/time.h"
#include "services/catalog/store/letters.h"

namespace parley::catalog {
namespace {

// What is the same of both kinds.
template <class Request>
Request RequestOf(const store::Letter& letter, const std::string& url) {
  Request request;
  request.set_email(letter.email);
  request.set_locale(letter.locale);
  request.set_url(url);
  *request.mutable_expire_time() = rpc::ToProto(letter.expire_time);
  request.set_request_id(letter.id);
  return request;
}

// A link's token stands behind '#', where no server, proxy or Referer header sees it.
absl::Status HandOver(const Post& post, const store::Letter& letter) {
  if (letter.kind == store::LetterKind::kConfirmation) {
    const std::string token = post.interest_tokens.Make(domain::InterestId::Trusted(letter.id));
    return post.take_confirmation(
        RequestOf<notifications::v1::SendInterestConfirmationRequest>(letter, post.web_url + "/interests/confirm#" + token));
  }
  const std::string token = post.offer_tokens.Make(domain::OfferId::Trusted(letter.id));
  auto request = RequestOf<notifications::v1::SendOfferRequest>(letter, post.web_url + "/offers#" + token);
  request.set_run_title(letter.run_title);
  return post.take_offer(request);
}

}  // namespace

service::Errands Letters(Post post) {
  service::Errands letters;
  letters.what = "a letter";
  letters.claim = [post = std::make_shared<const Post>(std::move(post))](postgres::Session& db, absl::Time now, absl::Time lease_end) {
    std::vector<service::Errand> errands;
    for (const store::Letter& letter : store::ClaimLetters(db, now, lease_end)) {
      errands.push_back({letter.id, letter.attempts, [post, letter] { return HandOver(*post, letter); }});
    }
    return errands;
  };
  letters.done = [](postgres::Session& db, const std::string& id) { store::SetSendState(db, id, store::SendState::kSent); };
  letters.refused = [](postgres::Session& db, const std::string& id) { store::SetSendState(db, id, store::SendState::kRefused); };
  letters.put_off = store::PutOff;
  letters.expire = store::ExpireUnsent;
  return letters;
}

}  // namespace parley::catalog
