// The framing cases, used twice: by the guard alone, however the bytes are split, and by a server over a socket. After each one
// stands a whole second request; whatever is refused must have hidden it.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace mortise::http::test {

constexpr std::size_t body_limit = 64;
constexpr std::size_t header_limit = 8 * 1024;

inline const std::string second_request = "GET /second HTTP/1.1\r\nHost: second.test\r\n\r\n";

struct FramingCase {
    std::string name;
    std::string bytes;
    int status = 200;
    std::string body;  // when accepted

    friend void PrintTo(const FramingCase& value, std::ostream* out) { *out << value.name; }
};

inline std::string with(const std::string& fields) { return "POST /echo HTTP/1.1\r\nHost: a.test\r\n" + fields + "\r\n"; }
inline std::string line(const std::string& request_line) { return request_line + "\r\nHost: a.test\r\n\r\n"; }
inline std::string chunked(const std::string& body) { return with("Transfer-Encoding: chunked\r\n") + body; }

inline std::string many_fields(std::size_t count) {
    std::string fields;
    for (std::size_t i = 0; i < count; ++i) fields += "X-" + std::to_string(i) + ": 1\r\n";
    return fields;
}

inline std::vector<FramingCase> request_line_cases() {
    return {
        {"PlainGet", line("GET / HTTP/1.1")},
        {"OldVersion", line("GET / HTTP/1.0")},
        {"EmptyLineBefore", "\r\n" + line("GET / HTTP/1.1")},
        {"TwoEmptyLinesBefore", "\r\n\r\n" + line("GET / HTTP/1.1"), 400},
        {"LineFeedOnly", "GET / HTTP/1.1\nHost: a.test\n\n", 400},
        {"LineFeedOnlyAtTheEnd", "GET / HTTP/1.1\r\nHost: a.test\r\n\n", 400},
        {"EmptyLineOfLineFeedBefore", "\n" + line("GET / HTTP/1.1"), 400},
        {"CarriageReturnInside", line("GET /a\rb HTTP/1.1"), 400},
        {"TwoSpaces", line("GET  / HTTP/1.1"), 400},
        {"TabForSpace", line("GET\t/ HTTP/1.1"), 400},
        {"TrailingSpace", line("GET / HTTP/1.1 "), 400},
        {"LeadingSpace", line(" GET / HTTP/1.1"), 400},
        {"NoTarget", line("GET HTTP/1.1"), 400},
        {"NoVersion", line("GET /"), 400},
        {"MethodOnly", line("GET"), 400},
        {"MethodNotToken", line("G(T / HTTP/1.1"), 400},
        {"MethodTooLong", line(std::string(33, 'A') + " / HTTP/1.1"), 501},
        {"UnknownMethodIsForTheRouter", line("BREW / HTTP/1.1")},
        {"LowerCaseVersion", line("GET / http/1.1"), 400},
        {"VersionTwo", line("GET / HTTP/2.0"), 505},
        {"VersionOnePointTwo", line("GET / HTTP/1.2"), 505},
        {"VersionOfThreeDigits", line("GET / HTTP/1.10"), 400},
        {"PrefaceOfVersionTwo", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"NulInTarget", line(std::string{"GET /\0 HTTP/1.1", 15}), 400},
        {"NonAsciiTarget", line("GET /\xc3\xa9 HTTP/1.1"), 400},
        {"FragmentInTarget", line("GET /#top HTTP/1.1"), 400},
        {"QuoteInTarget", line("GET /\" HTTP/1.1"), 400},
        {"AsteriskTarget", line("OPTIONS * HTTP/1.1"), 400},
        {"ConnectTarget", line("CONNECT a.test:80 HTTP/1.1"), 400},
        {"RelativeTarget", line("GET index.html HTTP/1.1"), 400},
        {"AbsoluteTargetOfHost", line("GET http://A.test/path HTTP/1.1")},
        {"AbsoluteTargetWithoutPath", line("GET http://a.test HTTP/1.1")},
        {"AbsoluteTargetOfAnother", line("GET http://b.test/ HTTP/1.1"), 400},
        {"AbsoluteTargetWithAnotherPort", line("GET http://a.test:81/ HTTP/1.1"), 400},
        {"AbsoluteTargetWithUser", line("GET http://u@a.test/ HTTP/1.1"), 400},
        {"AbsoluteTargetOfNobody", line("GET http:/// HTTP/1.1"), 400},
        {"AbsoluteTargetOfAnotherScheme", line("GET ftp://a.test/ HTTP/1.1"), 400},
        {"TargetTooLong", line("GET /" + std::string(header_limit, 'a') + " HTTP/1.1"), 414},
    };
}

inline std::vector<FramingCase> field_cases() {
    return {
        {"NoHost", "GET / HTTP/1.1\r\n\r\n", 400},
        {"NoHostInOldVersion", "GET / HTTP/1.0\r\n\r\n", 400},
        {"EmptyHost", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
        {"TwoHosts", with("Host: b.test\r\n"), 400},
        {"TwoEqualHosts", with("Host: a.test\r\n"), 400},
        {"HostList", "GET / HTTP/1.1\r\nHost: a.test, b.test\r\n\r\n", 400},
        {"HostWithPath", "GET / HTTP/1.1\r\nHost: a.test/x\r\n\r\n", 400},
        {"HostWithUser", "GET / HTTP/1.1\r\nHost: u@a.test\r\n\r\n", 400},
        {"HostWithSpace", "GET / HTTP/1.1\r\nHost: a test\r\n\r\n", 400},
        {"HostWithEmptyPort", "GET / HTTP/1.1\r\nHost: a.test:\r\n\r\n", 400},
        {"HostWithWordForPort", "GET / HTTP/1.1\r\nHost: a.test:http\r\n\r\n", 400},
        {"HostWithPortTooHigh", "GET / HTTP/1.1\r\nHost: a.test:65536\r\n\r\n", 400},
        {"HostWithPort", "GET / HTTP/1.1\r\nHost: a.test:8080\r\n\r\n"},
        {"HostInBrackets", "GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n"},
        {"HostInOpenBracket", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", 400},
        {"HostInBracketsIsNoAddress", "GET / HTTP/1.1\r\nHost: [zz]\r\n\r\n", 400},
        {"FoldedField", with("X-A: 1\r\n 2\r\n"), 400},
        {"FoldedByTab", with("X-A: 1\r\n\t2\r\n"), 400},
        {"SpaceBeforeColon", with("Content-Length : 0\r\n"), 400},
        {"SpaceBeforeName", "GET / HTTP/1.1\r\n Host: a.test\r\n\r\n", 400},
        {"NoColon", with("X-A\r\n"), 400},
        {"NoName", with(": 1\r\n"), 400},
        {"NameNotToken", with("X(A): 1\r\n"), 400},
        {"NulInName", with(std::string{"X\0A: 1\r\n", 8}), 400},
        {"NulInValue", with(std::string{"X-A: 1\0\r\n", 9}), 400},
        {"ControlInValue", with("X-A: \x01\r\n"), 400},
        {"DeleteInValue", with("X-A: \x7f\r\n"), 400},
        {"CarriageReturnInValue", with("X-A: 1\r2\r\n"), 400},
        {"LineFeedInValue", with("X-A: 1\n2\r\n"), 400},
        {"TabAndHighBytesInValue", with("X-A: 1\t\xc3\xa9\r\n")},
        {"EmptyValue", with("X-A:\r\n")},
        {"HundredFields", with(many_fields(99))},
        {"HundredAndOneFields", with(many_fields(100)), 431},
        {"HeaderTooLarge", with("X-A: " + std::string(header_limit, 'a') + "\r\n"), 431},
        {"ManySmallFieldsTooLarge", with("X-A: " + std::string(4000, 'a') + "\r\nX-B: " + std::string(4200, 'b') + "\r\n"), 431},
        {"UnknownExpectation", with("Expect: 200-ok\r\n"), 417},
        {"ExpectationTwice", with("Expect: 100-continue\r\nExpect: 100-continue\r\n"), 417},
    };
}

inline std::vector<FramingCase> length_cases() {
    return {
        {"Length", with("Content-Length: 5\r\n") + "hello", 200, "hello"},
        {"LengthZero", with("Content-Length: 0\r\n")},
        {"LengthWithSpacesAround", with("Content-Length: \t 5 \r\n") + "hello", 200, "hello"},
        {"LengthAtTheLimit", with("Content-Length: 64\r\n") + std::string(64, 'x'), 200, std::string(64, 'x')},
        {"LengthOverTheLimit", with("Content-Length: 65\r\n") + std::string(65, 'x'), 413},
        {"LengthHuge", with("Content-Length: 99999999999999999999999999\r\n"), 413},
        {"LengthNegative", with("Content-Length: -5\r\n") + "hello", 400},
        {"LengthWithPlus", with("Content-Length: +5\r\n") + "hello", 400},
        {"LengthHexadecimal", with("Content-Length: 0x5\r\n") + "hello", 400},
        {"LengthEmpty", with("Content-Length:\r\n"), 400},
        {"LengthWithSpaceInside", with("Content-Length: 1 0\r\n") + "helloworld", 400},
        {"LengthList", with("Content-Length: 5, 5\r\n") + "hello", 400},
        {"LengthTwice", with("Content-Length: 5\r\nContent-Length: 5\r\n") + "hello", 400},
        {"LengthTwiceDifferent", with("Content-Length: 5\r\ncontent-length: 6\r\n") + "hello", 400},
        {"LengthAndChunked", with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n", 400},
        {"ChunkedAndLength", with("Transfer-Encoding: chunked\r\nContent-Length: 0\r\n") + "0\r\n\r\n", 400},
        {"CodingUnknown", with("Transfer-Encoding: xchunked\r\n") + "0\r\n\r\n", 501},
        {"CodingGzip", with("Transfer-Encoding: gzip\r\n"), 501},
        {"CodingIdentity", with("Transfer-Encoding: identity\r\n"), 501},
        {"CodingGzipChunked", with("Transfer-Encoding: gzip, chunked\r\n") + "0\r\n\r\n", 501},
        {"CodingChunkedTwice", with("Transfer-Encoding: chunked, chunked\r\n") + "0\r\n\r\n", 400},
        {"CodingInTwoFields", with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n", 400},
        {"CodingQuoted", with("Transfer-Encoding: \"chunked\"\r\n") + "0\r\n\r\n", 400},
        {"CodingWithParameter", with("Transfer-Encoding: chunked;q=1\r\n") + "0\r\n\r\n", 400},
        {"CodingEmpty", with("Transfer-Encoding:\r\n"), 400},
        {"CodingWithVerticalTab",
         with("Transfer-Encoding: \x0b"
              "chunked\r\n") +
             "0\r\n\r\n",
         400},
        {"CodingInOldVersion", "POST /echo HTTP/1.0\r\nHost: a.test\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
    };
}

inline std::vector<FramingCase> chunk_cases() {
    return {
        {"Chunks", chunked("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"), 200, "hello world"},
        {"ChunkedInCapitals", with("Transfer-Encoding: Chunked\r\n") + "A\r\n0123456789\r\n0\r\n\r\n", 200, "0123456789"},
        {"ChunksAtTheLimit", chunked("40\r\n" + std::string(64, 'x') + "\r\n0\r\n\r\n"), 200, std::string(64, 'x')},
        {"NoChunks", chunked("0\r\n\r\n")},
        {"ChunkWithZerosBefore", chunked("00000005\r\nhello\r\n0\r\n\r\n"), 200, "hello"},
        {"ChunkOverTheLimit", chunked("41\r\n" + std::string(65, 'x') + "\r\n0\r\n\r\n"), 413},
        {"ChunksOverTheLimit", chunked("20\r\n" + std::string(32, 'x') + "\r\n21\r\n" + std::string(33, 'x') + "\r\n0\r\n\r\n"),
         413},
        {"ChunkSizeEmpty", chunked("\r\nhello\r\n0\r\n\r\n"), 400},
        {"ChunkSizeOverflows", chunked("fffffffffffffffff\r\nhello\r\n0\r\n\r\n"), 400},
        {"ChunkSizeOfNineDigits", chunked("000000005\r\nhello\r\n0\r\n\r\n"), 400},
        {"ChunkSizeWithPrefix", chunked("0x5\r\nhello\r\n0\r\n\r\n"), 400},
        {"ChunkSizeNegative", chunked("-5\r\nhello\r\n0\r\n\r\n"), 400},
        {"ChunkSizeWithSpace", chunked("5 \r\nhello\r\n0\r\n\r\n"), 400},
        {"ChunkSizeByLineFeed", chunked("5\nhello\r\n0\r\n\r\n"), 400},
        {"ChunkSizeByCarriageReturn", chunked("5\rhello\r\n0\r\n\r\n"), 400},
        {"ChunkExtension", chunked("5;a=b\r\nhello\r\n0\r\n\r\n"), 400},
        {"ChunkExtensionWithQuotedLineFeed", chunked("5;a=\"\n\"\r\nhello\r\n0\r\n\r\n"), 400},
        {"ChunkExtensionOfSixtyKilobytes", chunked("5;" + std::string(60'000, 'a') + "\r\nhello\r\n0\r\n\r\n"), 400},
        {"ChunkExtensionAtTheLast", chunked("5\r\nhello\r\n0;a\r\n\r\n"), 400},
        {"ChunkLongerThanItsSize", chunked("4\r\nhello\r\n0\r\n\r\n"), 400},
        {"ChunkEndedByLineFeed", chunked("5\r\nhello\n0\r\n\r\n"), 400},
        {"Trailer", chunked("5\r\nhello\r\n0\r\nAuthorization: secret\r\nX-B:\r\n\r\n"), 200, "hello"},
        {"TrailerFolded", chunked("0\r\nX-A: 1\r\n 2\r\n\r\n"), 400},
        {"TrailerWithoutColon", chunked("0\r\nX-A\r\n\r\n"), 400},
        {"TrailerWithoutName", chunked("0\r\n: 1\r\n\r\n"), 400},
        {"TrailerWithSpaceBeforeColon", chunked("0\r\nX-A : 1\r\n\r\n"), 400},
        {"TrailerWithControl", chunked("0\r\nX-A: \x01\r\n\r\n"), 400},
        {"TrailerByLineFeed", chunked("0\r\nX-A: 1\n\r\n"), 400},
        {"TrailerEndedByLineFeed", chunked("0\r\n\n"), 400},
        {"TrailerTooLarge", chunked("0\r\nX-A: " + std::string(header_limit, 'a') + "\r\n\r\n"), 431},
        {"TrailerOfTooManyFields", chunked("0\r\n" + many_fields(101) + "\r\n"), 431},
    };
}

inline std::vector<FramingCase> framing_cases() {
    std::vector<FramingCase> all;
    for (auto cases : {request_line_cases(), field_cases(), length_cases(), chunk_cases()})
        all.insert(all.end(), cases.begin(), cases.end());
    return all;
}

inline std::vector<FramingCase> accepted_cases() {
    auto cases = framing_cases();
    std::erase_if(cases, [](const FramingCase& one) { return one.status != 200; });
    return cases;
}

}  // namespace mortise::http::test
