#include "server/net/http_server.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <csignal>
#include <cstdio>
#include <exception>
#include <list>

#include "engine/text/utf8.hpp"

namespace bole {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;

namespace {
using Clock = std::chrono::steady_clock;
// Named instead of any executor, which costs a tenth of a short request.
using Executor = asio::io_context::executor_type;
template <class T>
using Task = asio::awaitable<T, Executor>;
constexpr asio::use_awaitable_t<Executor> awaited;
constexpr auto as_result = asio::as_tuple(awaited);
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Socket = asio::basic_stream_socket<tcp, Executor>;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor>;

struct Connection {
  Socket& socket;
  Clock::time_point deadline = Clock::time_point::max();  // then it is cut
  bool busy = false;                                      // a request is being read or answered

  void expire_after(std::chrono::milliseconds time) { deadline = Clock::now() + time; }
  void never_expire() { deadline = Clock::time_point::max(); }
};

// In the list for as long as its coroutine lives.
class Registration {
 public:
  Registration(std::list<Connection>& all, Socket& socket)
      : all_(all), self_(all.insert(all.end(), Connection{socket})) {}
  ~Registration() { all_.erase(self_); }
  Registration(const Registration&) = delete;
  Registration& operator=(const Registration&) = delete;
  Connection& connection() { return *self_; }

 private:
  std::list<Connection>& all_;
  std::list<Connection>::iterator self_;
};

struct Counted {
  explicit Counted(std::atomic<std::size_t>& count) : count_(count) { ++count_; }
  ~Counted() { --count_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
  std::atomic<std::size_t>& count_;
};

struct Reserved {
  Reserved(std::uint64_t& sum, std::uint64_t bytes) : sum_(sum), bytes_(bytes) { sum_ += bytes_; }
  ~Reserved() { sum_ -= bytes_; }
  Reserved(const Reserved&) = delete;
  Reserved& operator=(const Reserved&) = delete;
  std::uint64_t& sum_;
  const std::uint64_t bytes_;
};

Method method_of(http::verb verb) {
  switch (verb) {
    case http::verb::get:
      return Method::get;
    case http::verb::head:
      return Method::head;
    case http::verb::post:
      return Method::post;
    case http::verb::put:
      return Method::put;
    case http::verb::patch:
      return Method::patch;
    case http::verb::delete_:
      return Method::remove;
    default:
      return Method::other;
  }
}

struct Fault {
  int status = 400;
  std::string_view code{};
  std::string_view detail{};  // no std::string: g++ 12 destroys temporaries of co_await twice
  std::uint64_t most = 0;     // bytes, where there were more
};

Fault body_too_large(std::uint64_t most) {
  return {413, "body_too_large", "请求内容超过上限", most};
}

// What Beast lets pass and is refused here, seen in the raw header.
std::optional<Fault> fault_in_raw_header(std::string_view header) {
  for (std::size_t at = 0; (at = header.find('\n', at)) != std::string_view::npos; ++at) {
    if (at == 0 || header[at - 1] != '\r') {
      return Fault{400, "bare_line_feed", "请求头的每行要以 CRLF 结束"};
    }
  }
  if (header.find("\r\n ") != std::string_view::npos ||
      header.find("\r\n\t") != std::string_view::npos) {
    return Fault{400, "folded_header", "请求头不能折行"};
  }
  const std::string_view line = header.substr(0, header.find("\r\n"));
  for (const char c : line) {
    if (static_cast<unsigned char>(c) >= 0x80 || static_cast<unsigned char>(c) < 0x20) {
      return Fault{400, "bad_target", "请求地址只能由 ASCII 字符组成，其他字符要用百分号编码"};
    }
  }
  return std::nullopt;
}

template <class Fields>
std::optional<Fault> fault_in_fields(const Fields& fields, bool http_1_1) {
  constexpr std::string_view host_characters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~%:[]";
  const auto host = fields[http::field::host];
  if (host.find_first_not_of(host_characters) != beast::string_view::npos ||
      fields.count(http::field::host) > 1 || (http_1_1 && fields.count(http::field::host) != 1)) {
    return Fault{400, "bad_host", "请求头应有且只有一个 Host"};
  }
  if (fields.count(http::field::transfer_encoding) > (http_1_1 ? 1 : 0)) {
    return Fault{400, "bad_transfer_encoding", "Transfer-Encoding 只能是 chunked"};
  }
  if (const auto coding = fields[http::field::transfer_encoding];
      !coding.empty() && !beast::iequals(coding, "chunked")) {
    return Fault{501, "bad_transfer_encoding", "Transfer-Encoding 只能是 chunked"};
  }
  if (fields.count(http::field::content_length) > 1 ||
      fields[http::field::content_length].find(',') != beast::string_view::npos) {
    return Fault{400, "bad_content_length", "Content-Length 只能有一个"};
  }
  for (const auto name : {http::field::authorization, http::field::content_type,
                          http::field::content_disposition, http::field::content_encoding,
                          http::field::expect, http::field::if_match, http::field::if_none_match}) {
    if (fields.count(name) > 1) return Fault{400, "repeated_header", "请求头重复"};
  }
  if (std::ranges::count_if(fields, [](const auto& field) {
        return beast::iequals(field.name_string(), "Idempotency-Key");
      }) > 1) {
    return Fault{400, "repeated_header", "请求头重复"};
  }
  if (const auto expected = fields[http::field::expect];
      !expected.empty() && !beast::iequals(expected, "100-continue")) {
    return Fault{417, "bad_expectation", "Expect 只能是 100-continue"};
  }
  if (fields.count(http::field::content_encoding) > 0) {
    return Fault{415, "content_encoding", "请求内容不能压缩或另行编码"};
  }
  if (fields.count(http::field::upgrade) > 0 || fields.count(http::field::trailer) > 0) {
    return Fault{400, "bad_header", "不接受 Upgrade 和 Trailer"};
  }
  return std::nullopt;
}

// Strictly UTF-8 (no surrogates, nothing longer than it need be) and without control characters.
bool is_plain_text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_character(text, at);
    const std::size_t size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    if (c < 0x20 || c == 0x7F || (c >= 0xD800 && c < 0xE000) || c > 0x10FFFF ||
        at - begin != size) {
      return false;
    }
  }
  return true;
}

// False when the target is no plain path with a query, or says what is no text.
bool read_target(std::string_view target, Request& request) {
  if (!target.starts_with('/') || target.starts_with("//")) return false;
  const auto url = boost::urls::parse_origin_form({target.data(), target.size()});
  if (!url) return false;
  for (const auto& segment : url->segments()) request.segments.emplace_back(segment);
  for (const auto& parameter : url->params()) {
    request.query.emplace_back(std::string(parameter.key), std::string(parameter.value));
  }
  return std::ranges::all_of(request.segments, is_plain_text) &&
         std::ranges::all_of(request.query, [](const auto& parameter) {
           return is_plain_text(parameter.first) && is_plain_text(parameter.second);
         });
}

std::optional<Fault> fault_of(error_code error) {
  if (error == http::error::header_limit) {
    return Fault{431, "header_too_large", "请求头超过上限"};
  }
  if (error == http::error::end_of_stream || error == http::error::partial_message) {
    return std::nullopt;
  }
  if (error.category() == make_error_code(http::error::bad_method).category()) {
    return Fault{400, "bad_request", "请求不符合 HTTP/1.1"};
  }
  return std::nullopt;
}
}  // namespace

class HttpServer::Impl {
 public:
  Impl(std::uint16_t port, HttpLimits limits, HttpApplication application)
      : limits_(limits), application_(std::move(application)) {
    const tcp::endpoint endpoint(asio::ip::address_v4::loopback(), port);
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(asio::socket_base::reuse_address(true));
    acceptor_.bind(endpoint);
    acceptor_.listen();
    port_ = acceptor_.local_endpoint().port();
  }

  std::uint16_t port() const { return port_; }
  HttpCounters counters() const { return {connection_count_, waiting_, refused_}; }

  void run() {
    signals_.async_wait([this](error_code error, int) {
      if (!error) begin_drain();
    });
    spawn(accept_all());
    spawn(cut_who_is_late());
    io_.run();
    workers_.join();
  }

 private:
  void spawn(Task<void> task) {
    asio::co_spawn(io_, std::move(task), [](const std::exception_ptr& error) {
      if (!error) return;
      try {
        std::rethrow_exception(error);
      } catch (const std::exception& e) {
        std::fprintf(stderr, "连接因内部错误中断：%s\n", e.what());
      }
    });
  }

  Task<void> accept_all() {
    while (!draining_) {
      auto [error, socket] = co_await acceptor_.async_accept(as_result);
      if (error == asio::error::operation_aborted) co_return;
      if (error) {  // out of descriptors: wait instead of spinning
        Timer pause(io_.get_executor(), std::chrono::milliseconds(100));
        co_await pause.async_wait(as_result);
        continue;
      }
      if (connection_count_ >= limits_.connections) {
        ++refused_;
        // A crowd in front of a closed door gets no word either.
        if (turned_away_ < 64) spawn(turn_away(std::move(socket)));
        continue;
      }
      spawn(serve(std::move(socket)));
    }
  }

  Task<void> turn_away(Socket socket) {
    const Counted counted(turned_away_);
    Registration registration(connections_, socket);
    Response busy = too_busy("connections_full", "连接数已达上限，请稍后再试");
    co_await send(registration.connection(), busy, 11, false, false);
    co_await close_gracefully(registration.connection());
  }

  Response too_busy(std::string_view code, std::string_view detail, std::string_view id = {}) {
    Response response = application_.problem(503, code, detail, id);
    response.headers.emplace_back("Retry-After", "1");
    return response;
  }

  Task<void> serve(Socket socket) {
    const Counted counted(connection_count_);
    Registration registration(connections_, socket);
    // A short answer is written without asking the reactor first.
    error_code error;
    socket.non_blocking(true, error);
    if (!error) co_await serve_requests(registration.connection());
    co_await close_gracefully(registration.connection());
  }

  // One request after the other until the client or a refusal ends it.
  Task<void> serve_requests(Connection& connection) {
    beast::flat_buffer buffer(limits_.header_bytes + 64 * 1024);
    while (!draining_) {
      http::request_parser<http::string_body> parser;
      parser.header_limit(static_cast<std::uint32_t>(limits_.header_bytes));
      parser.body_limit(boost::none);
      parser.eager(false);
      connection.expire_after(limits_.idle);
      std::size_t size = 0;
      error_code header_error;
      while ((size = header_size(buffer)) == 0) {
        if (buffer.size() >= limits_.header_bytes) {
          header_error = http::error::header_limit;
          break;
        }
        auto [read_error, n] =
            co_await connection.socket.async_read_some(buffer.prepare(4096), as_result);
        if (read_error) {
          header_error = read_error;
          break;
        }
        buffer.commit(n);
        if (const auto fault = fault_in_beginning(buffer)) {
          co_await refuse(connection, *fault);
          co_return;
        }
      }
      if (header_error) {
        if (const auto fault = fault_of(header_error)) co_await refuse(connection, *fault);
        co_return;
      }
      connection.busy = true;
      const std::string_view raw(static_cast<const char*>(buffer.cdata().data()), size);
      if (size > limits_.header_bytes) {
        co_await refuse(connection, Fault{431, "header_too_large", "请求头超过上限"});
        co_return;
      }
      if (const auto fault = fault_in_raw_header(raw)) {
        co_await refuse(connection, *fault);
        co_return;
      }
      error_code parse_error;
      const std::size_t used = parser.put(asio::buffer(buffer.cdata().data(), size), parse_error);
      buffer.consume(used);
      if (parse_error && parse_error != http::error::need_more) {
        co_await refuse(
            connection,
            fault_of(parse_error).value_or(Fault{400, "bad_request", "请求不符合 HTTP/1.1"}));
        co_return;
      }
      const auto& head = parser.get();
      const bool keep_alive = head.keep_alive();
      const unsigned version = head.version();
      const bool is_head = head.method() == http::verb::head;
      Request request;
      request.method = method_of(head.method());
      std::optional<Fault> fault = fault_in_fields(head.base(), version == 11);
      if (!fault && !read_target({head.target().data(), head.target().size()}, request)) {
        fault = Fault{400, "bad_target", "请求地址应为 /路径 的形式"};
      }
      if (fault) {
        co_await refuse(connection, *fault);
        co_return;
      }
      const auto text = [&](auto field) { return std::string(head[field]); };
      request.content_type = text(http::field::content_type);
      request.content_disposition = text(http::field::content_disposition);
      request.authorization = text(http::field::authorization);
      request.if_match = text(http::field::if_match);
      request.if_none_match = text(http::field::if_none_match);
      request.idempotency_key = std::string(head["Idempotency-Key"]);
      HttpApplication::Admission admission = application_.admit(request);
      if (admission.refusal) {
        // The body is not read: nothing more can be understood on this connection, unless there is
        // none.
        const bool no_body = parser.is_done() || (!parser.chunked() && !parser.content_length());
        const bool stay = no_body && keep_alive && !draining_;
        if (!co_await send(connection, *admission.refusal, version, stay, is_head)) co_return;
        connection.busy = false;
        continue;
      }
      parser.body_limit(admission.body_bytes);
      bool extended = false;
      auto on_chunk = [&extended](std::uint64_t, beast::string_view extension, error_code& error) {
        if (extension.empty()) return;
        extended = true;
        error = http::error::bad_chunk_extension;
      };
      parser.on_chunk_header(on_chunk);
      const std::uint64_t length = parser.is_done()          ? 0
                                   : parser.content_length() ? *parser.content_length()
                                                             : admission.body_bytes;
      if (length > admission.body_bytes || (parser.chunked() && admission.body_bytes == 0)) {
        co_await refuse(connection, request,
                        admission.body_bytes == 0
                            ? Fault{400, "body_not_expected", "这个请求不应带内容"}
                            : body_too_large(admission.body_bytes));
        co_return;
      }
      const Reserved reserved(body_bytes_, length);
      if (body_bytes_ > limits_.body_bytes) {
        ++refused_;
        application_.refused(request, "bodies_full");
        Response busy = too_busy("bodies_full", "正在接收的内容过多，请稍后再试", request.id);
        co_await send(connection, busy, version, false, is_head);
        co_return;
      }
      const std::size_t fields = count_fields(head.base());
      if (!parser.is_done()) {
        connection.expire_after(limits_.read);
        if (beast::iequals(head[http::field::expect], "100-continue")) {
          http::response<http::empty_body> go_on(http::status::continue_, 11);
          co_await http::async_write(connection.socket, go_on, as_result);
        }
        auto [body_error, read] =
            co_await http::async_read(connection.socket, buffer, parser, as_result);
        if (body_error) {
          if (extended) {
            co_await refuse(connection, request, Fault{400, "chunk_extension", "不接受分块扩展"});
          } else if (body_error == http::error::body_limit) {
            co_await refuse(connection, request, body_too_large(admission.body_bytes));
          } else if (const auto why = fault_of(body_error)) {
            co_await refuse(connection, request, *why);
          }
          co_return;
        }
      }
      if (count_fields(head.base()) != fields) {
        co_await refuse(connection, request, Fault{400, "trailers", "不接受尾部字段"});
        co_return;
      }
      request.body = std::move(parser.get().body());
      connection.never_expire();
      Response response;
      if (admission.quick) {
        response = admission.handle(std::move(request));
      } else {
        auto work = answer(admission, std::move(request));
        response = co_await std::move(work);
      }
      if (!co_await send(connection, response, version, keep_alive && !draining_, is_head))
        co_return;
      connection.busy = false;
    }
  }

  // What will be no header, however long one waits for its end.
  static std::optional<Fault> fault_in_beginning(const beast::flat_buffer& buffer) {
    const std::string_view all(static_cast<const char*>(buffer.cdata().data()), buffer.size());
    const char first = all.empty() ? 'G' : all.front();
    const std::size_t line = all.find('\n');
    if (first < 'A' || first > 'Z' ||
        (line != std::string_view::npos && (line == 0 || all[line - 1] != '\r'))) {
      return Fault{400, "bad_request", "请求不符合 HTTP/1.1"};
    }
    return std::nullopt;
  }

  // With the empty line that ends it; 0 while it is not all there.
  static std::size_t header_size(const beast::flat_buffer& buffer) {
    const std::string_view all(static_cast<const char*>(buffer.cdata().data()), buffer.size());
    const std::size_t end = all.find("\r\n\r\n");
    return end == std::string_view::npos ? 0 : end + 4;
  }

  template <class Fields>
  static std::size_t count_fields(const Fields& fields) {
    return static_cast<std::size_t>(std::distance(fields.begin(), fields.end()));
  }

  Task<Response> answer(const HttpApplication::Admission& admission, Request request) {
    if (waiting_ >= limits_.waiting_requests) {
      ++refused_;
      application_.refused(request, "busy");
      co_return too_busy("busy", "服务繁忙，请稍后再试", request.id);
    }
    const Counted counted(waiting_);
    std::exception_ptr error;
    Response response;
    auto on_worker = [&](auto done) {
      asio::post(workers_, [&, done = std::move(done)]() mutable {
        try {
          response = admission.handle(std::move(request));
        } catch (...) {
          error = std::current_exception();
        }
        asio::post(io_, std::move(done));
      });
    };
    // Named: g++ 12 destroys temporaries of a co_await expression twice (GCC PR107288).
    auto work =
        asio::async_initiate<const asio::use_awaitable_t<Executor>, void()>(on_worker, awaited);
    co_await std::move(work);
    if (error) std::rethrow_exception(error);
    co_return response;
  }

  Task<bool> send(Connection& connection, const Response& response, unsigned version,
                  bool keep_alive, bool head) {
    const std::string header = header_of(response, version, keep_alive);
    std::array<asio::const_buffer, 2> parts{asio::buffer(header), asio::buffer(response.body)};
    if (head || !has_body(response)) parts[1] = {};
    const std::size_t size = asio::buffer_size(parts);
    error_code error;
    std::size_t sent = connection.socket.write_some(parts, error);
    if (error == asio::error::would_block) error = {};
    if (!error && sent < size) {
      for (asio::const_buffer& part : parts) {
        const std::size_t gone = std::min(sent, part.size());
        part += gone;
        sent -= gone;
      }
      connection.expire_after(limits_.write);
      auto [rest_error, rest] = co_await asio::async_write(connection.socket, parts, as_result);
      error = rest_error;
    }
    co_return !error && keep_alive;
  }

  static bool has_body(const Response& response) {
    return response.status != 204 && response.status != 304;
  }

  // Content-Length is what GET would send, also for HEAD.
  std::string header_of(const Response& response, unsigned version, bool keep_alive) const {
    std::string text;
    text.reserve(512);
    text += version == 10 ? "HTTP/1.0 " : "HTTP/1.1 ";
    text += std::to_string(response.status);
    text += ' ';
    const auto reason =
        http::obsolete_reason(http::int_to_status(static_cast<unsigned>(response.status)));
    text.append(reason.data(), reason.size());
    text += "\r\n";
    const auto line = [&text](std::string_view name, std::string_view value) {
      text += name;
      text += ": ";
      text += value;
      text += "\r\n";
    };
    if (has_body(response)) {
      line("Content-Type", response.content_type);
      line("Content-Length", std::to_string(response.body.size()));
    }
    for (const auto& [name, value] : response.headers) line(name, value);
    text += application_.headers;
    if (!keep_alive) line("Connection", "close");
    if (keep_alive && version == 10) line("Connection", "keep-alive");
    text += "\r\n";
    return text;
  }

  Task<void> refuse(Connection& connection, Fault fault, std::string_view id = {}) {
    ++refused_;
    std::string detail(fault.detail);
    if (fault.most > 0) detail += " " + std::to_string(fault.most) + " 字节";
    Response response = application_.problem(fault.status, fault.code, detail, id);
    co_await send(connection, response, 11, false, false);
  }

  Task<void> refuse(Connection& connection, Request& admitted, Fault fault) {
    application_.refused(admitted, fault.code);
    co_await refuse(connection, fault, admitted.id);
  }

  // Lets the client read the last answer: closing while its body still arrives would reset the
  // connection and lose it.
  Task<void> close_gracefully(Connection& connection) {
    error_code ignored;
    connection.socket.shutdown(tcp::socket::shutdown_send, ignored);
    connection.expire_after(std::chrono::seconds(1));
    std::array<char, 4096> discarded{};
    constexpr std::size_t most = 16U << 20U;
    for (std::size_t total = 0; total < most;) {
      auto [error, n] =
          co_await connection.socket.async_read_some(asio::buffer(discarded), as_result);
      if (error) co_return;
      total += n;
    }
  }

  void begin_drain() {
    if (draining_.exchange(true)) return;
    cut_all_at_ = Clock::now() + limits_.drain;
    error_code ignored;
    acceptor_.close(ignored);
    signals_.cancel(ignored);
    for (Connection& connection : connections_) {
      if (!connection.busy) connection.socket.cancel(ignored);
    }
  }

  // One timer for everybody: one for each wait costs more than the wait.
  Task<void> cut_who_is_late() {
    Timer tick(io_.get_executor());
    while (!draining_ || !connections_.empty()) {
      tick.expires_after(std::chrono::milliseconds(20));
      co_await tick.async_wait(as_result);
      const auto now = Clock::now();
      for (Connection& connection : connections_) {
        error_code ignored;
        if (std::min(connection.deadline, cut_all_at_) <= now) connection.socket.close(ignored);
      }
    }
  }

  const HttpLimits limits_;
  const HttpApplication application_;
  asio::io_context io_{1};
  asio::thread_pool workers_{limits_.workers};
  Acceptor acceptor_{io_.get_executor()};
  asio::signal_set signals_{io_, SIGINT, SIGTERM};
  std::list<Connection> connections_;
  std::atomic<std::size_t> connection_count_ = 0;
  std::atomic<std::size_t> waiting_ = 0;
  std::atomic<std::size_t> turned_away_ = 0;
  std::atomic<std::uint64_t> refused_ = 0;
  std::uint64_t body_bytes_ = 0;  // of requests being read or answered; on the I/O thread only
  std::atomic<bool> draining_ = false;
  Clock::time_point cut_all_at_ = Clock::time_point::max();
  std::uint16_t port_ = 0;
};

HttpServer::HttpServer(std::uint16_t port, HttpLimits limits, HttpApplication application)
    : impl_(std::make_unique<Impl>(port, limits, std::move(application))) {}
HttpServer::~HttpServer() = default;
std::uint16_t HttpServer::port() const { return impl_->port(); }
HttpCounters HttpServer::counters() const { return impl_->counters(); }
void HttpServer::run() { impl_->run(); }
}  // namespace bole
