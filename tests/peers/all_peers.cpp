#include <array>

#include "tests/peers/peer.hpp"

namespace bole::peers {
std::unique_ptr<Peer> open_postgresql(const std::string& directory, bool fresh);
std::unique_ptr<Peer> open_sqlite(const std::string& directory, bool fresh);
std::unique_ptr<Peer> open_groonga(const std::string& directory, bool fresh);

std::span<const KnownPeer> all_peers() {
  static constexpr std::array peers{
      KnownPeer{"postgresql", open_postgresql},
      KnownPeer{"sqlite", open_sqlite},
      KnownPeer{"groonga", open_groonga},
  };
  return peers;
}
}  // namespace bole::peers
