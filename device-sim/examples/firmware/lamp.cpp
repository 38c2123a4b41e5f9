// A lamp that follows a Porchlight bridge, for the machine it is compiled on: what a board's own code looks like once the
// sockets are taken out of it, and therefore something CI can run.    ./lamp 127.0.0.1 8080 TOKEN
#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

using Clock = std::chrono::steady_clock;
constexpr auto PING_EVERY = std::chrono::seconds(15), PONG_WITHIN = std::chrono::seconds(3);

static int fd = -1;

static void led(bool on) {
    std::printf("LED %s\n", on ? "on" : "off");
    std::fflush(stdout);
}

static bool give(const std::string& bytes) {
    return ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

static bool take(std::string& into, size_t bytes) {
    into.resize(bytes);
    return bytes == 0 || ::recv(fd, into.data(), bytes, MSG_WAITALL) == static_cast<ssize_t>(bytes);
}

// What a client sends is masked; with four zeros the mask changes nothing, which a server cannot object to.
static bool frame(unsigned char opcode, const std::string& payload) {
    return give({static_cast<char>(0x80 | opcode), static_cast<char>(0x80 | payload.size()), 0, 0, 0, 0}) && give(payload);
}

static bool open_socket(const std::string& host, const std::string& port) {
    fd = ::socket(AF_INET, SOCK_STREAM, 0);
    timeval patience{5, 0};
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<uint16_t>(std::stoi(port)));
    if (::inet_pton(AF_INET, host.c_str(), &to.sin_addr) != 1 || ::connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
        return false;
    }
    std::string head, byte;
    if (!give("GET /ws HTTP/1.1\r\nHost: " + host + ":" + port + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
              "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
              "Sec-WebSocket-Protocol: arduino\r\nOrigin: file://\r\nUser-Agent: arduino-WebSocket-Client\r\n\r\n")) {
        return false;
    }
    while (head.size() < 4096 && head.find("\r\n\r\n") == std::string::npos && take(byte, 1)) {
        head += byte;
    }
    return head.rfind("HTTP/1.1 101", 0) == 0 && head.find("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=") != std::string::npos;
}

// One frame; false when the connection is over.
static bool hear() {
    std::string head, more, payload;
    if (!take(head, 2)) {
        return false;
    }
    size_t length = static_cast<unsigned char>(head[1]) & 0x7F;
    if (length == 126) {
        if (!take(more, 2)) {
            return false;
        }
        length = static_cast<unsigned char>(more[0]) << 8 | static_cast<unsigned char>(more[1]);
    }
    if (length == 127 || length > 15 * 1024) {
        frame(8, "\x03\xF1");  // 1009, too big
        return false;
    }
    if (!take(payload, length)) {
        return false;
    }
    switch (static_cast<unsigned char>(head[0])) {
        case 0x81: {  // a whole text message; fragments and binary ones mean nothing
            const size_t from = payload.find_first_not_of(" \r\n\t"), to = payload.find_last_not_of(" \r\n\t");
            const std::string text = from == std::string::npos ? "" : payload.substr(from, to - from + 1);
            if (text == "1" || text == "0") {
                led(text == "1");
            }
            return true;
        }
        case 0x88:  // close: answered with 1000
            frame(8, "\x03\xE8");
            return false;
        case 0x89:
            return frame(10, payload);
        default:
            return true;
    }
}

int main(int arguments, char** argument) {
    if (arguments != 4) {
        std::fprintf(stderr, "lamp HOST PORT TOKEN\n");
        return 2;
    }
    for (;; ::close(fd), std::this_thread::sleep_for(std::chrono::milliseconds(500))) {
        if (!open_socket(argument[1], argument[2]) || !frame(1, std::string("AUTH:") + argument[3])) {
            continue;
        }
        auto ping = Clock::now() + PING_EVERY;
        bool asked = false;
        for (bool alive = true; alive;) {
            const auto deadline = asked ? ping + PONG_WITHIN : ping;
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count() + 1;
            pollfd waiting{fd, POLLIN, 0};
            if (::poll(&waiting, 1, left < 0 ? 0 : static_cast<int>(left)) > 0) {
                alive = hear();
                if (asked) {  // whatever came, the server is there
                    asked = false;
                    ping += PING_EVERY;
                }
            } else if (asked) {
                alive = false;  // no pong
            } else {
                alive = asked = frame(9, "");
            }
        }
    }
}
