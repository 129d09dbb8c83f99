// What one would write first in C++ for tiers: the generated messages, gRPC's callback API, one loop over an array of bounds. It answers
// ClassifyTier and StreamClassifyTiers of the contract for follower counts and for profiles in rows, and nothing else.
//
//   peer PORT BOUND...    serves on 127.0.0.1:PORT; bounds of the tiers, in followers, ascending

#include <google/protobuf/arena.h>
#include <grpcpp/grpcpp.h>

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "influence/v1/tier_service.grpc.pb.h"

namespace v1 = influence::v1;

namespace {

// Enough for 1,500 rows; what does not fit is allocated.
constexpr size_t kBlockBytes = 512 * 1024;

std::vector<uint64_t> bounds;

uint32_t Ordinal(uint64_t followers) {
  uint32_t ordinal = 0;
  for (const uint64_t bound : bounds) {
    ordinal += followers >= bound ? 1 : 0;
  }
  return ordinal;
}

// One stream: a message is read, answered and written before the next is read.
class Stream final : public grpc::ServerBidiReactor<v1::StreamClassifyTiersRequest, v1::StreamClassifyTiersResponse> {
 public:
  Stream() { Read(); }

  void OnReadDone(bool ok) override {
    if (!ok) {
      *response_->mutable_summary() = summary_;
      response_->mutable_summary()->set_complete(true);
      is_last_ = true;
    } else if (request_->has_config()) {
      response_->mutable_accepted();
    } else {
      Answer();
    }
    StartWrite(response_);
  }

  void OnWriteDone(bool ok) override {
    if (!ok || is_last_) {
      Finish(grpc::Status::OK);
    } else {
      Read();
    }
  }

  void OnDone() override { delete this; }

 private:
  // Messages live in a block that is used again for the next: allocating every row took a third more time.
  void Read() {
    arena_.Reset();
    request_ = google::protobuf::Arena::CreateMessage<v1::StreamClassifyTiersRequest>(&arena_);
    response_ = google::protobuf::Arena::CreateMessage<v1::StreamClassifyTiersResponse>(&arena_);
    StartRead(request_);
  }

  void Answer() {
    const v1::StreamClassifyTiersChunk& chunk = request_->chunk();
    v1::StreamClassifyTiersChunkResult* result = response_->mutable_result();
    result->set_sequence(chunk.sequence());
    v1::TierColumns* tiers = result->mutable_tiers();
    v1::TierColumn* column = tiers->add_columns();
    if (chunk.items().has_followers()) {
      const auto& followers = chunk.items().followers().followers();
      column->mutable_ordinals()->Reserve(followers.size());
      for (const uint64_t count : followers) {
        column->add_ordinals(Ordinal(count));
      }
    } else {
      const auto& profiles = chunk.items().profiles().profiles();
      column->mutable_ordinals()->Reserve(profiles.size());
      for (const v1::CreatorProfile& profile : profiles) {
        column->add_ordinals(Ordinal(profile.followers()));
      }
    }
    tiers->set_item_count(column->ordinals_size());
    summary_.set_chunks(summary_.chunks() + 1);
    summary_.set_items(summary_.items() + column->ordinals_size());
    summary_.set_ok(summary_.items());
    summary_.set_last_sequence(chunk.sequence());
  }

  std::vector<char> block_ = std::vector<char>(kBlockBytes);
  google::protobuf::Arena arena_{block_.data(), block_.size()};
  v1::StreamClassifyTiersRequest* request_ = nullptr;
  v1::StreamClassifyTiersResponse* response_ = nullptr;
  v1::StreamSummary summary_;
  bool is_last_ = false;
};

class Tiers final : public v1::TierService::CallbackService {
  grpc::ServerUnaryReactor* ClassifyTier(grpc::CallbackServerContext* context, const v1::ClassifyTierRequest* request,
                                         v1::ClassifyTierResponse* response) override {
    response->add_classifications()->set_ordinal(Ordinal(request->follower_count()));
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

  grpc::ServerBidiReactor<v1::StreamClassifyTiersRequest, v1::StreamClassifyTiersResponse>* StreamClassifyTiers(
      grpc::CallbackServerContext*) override {
    return new Stream();
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "peer PORT BOUND...\n";
    return 2;
  }
  for (int i = 2; i < argc; ++i) {
    bounds.push_back(std::strtoull(argv[i], nullptr, 10));
  }

  Tiers service;
  grpc::ServerBuilder builder;
  builder.SetMaxReceiveMessageSize(8 * 1024 * 1024);
  builder.AddListeningPort(std::string("127.0.0.1:") + argv[1], grpc::InsecureServerCredentials());
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr) {
    return 1;
  }
  std::cout << "serving" << std::endl;
  server->Wait();
  return 0;
}
