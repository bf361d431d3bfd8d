package io.bpftest.packet;

import static io.bpftest.packet.Packets.ip4;
import static io.bpftest.packet.Packets.ip6;
import static io.bpftest.packet.Packets.mac;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bpftest.error.PacketException;
import io.bpftest.error.Problem;
import java.net.Inet6Address;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralsTest {

    @ParameterizedTest
    @CsvSource({"203.0.113.7, cb007107", "0.0.0.0, 00000000", "255.255.255.255, ffffffff", "10.100.20.1, 0a641401"})
    void readsIp4Addresses(String text, String bytes) {
        assertThat(ip4(text).getAddress()).isEqualTo(HexFormat.of().parseHex(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "203.0.113",
                "203.0.113.",
                "203.0.113.256",
                "203.0.113.7.1",
                "203.0.113.07",
                "1..2.3",
                ".1.2.3",
                "0x7f.0.0.1",
                "localhost",
                "203.0.113.7 ",
                "-1.0.0.0",
                "1.2.3.1000",
                "2001:db8::1"
            })
    void refusesWhatIsNoIp4Address(String text) {
        assertThat(refusal(() -> ip4(text)).subject()).isEqualTo("\"" + text + "\" is not an IPv4 address");
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::7, 20010db8000000000000000000000007",
        "::, 00000000000000000000000000000000",
        "FE80:0:0:0:0:0:0:1, fe800000000000000000000000000001",
        "64:ff9b::192.0.2.33, 0064ff9b0000000000000000c0000221"
    })
    void readsIp6Addresses(String text, String bytes) {
        assertThat(ip6(text).getAddress()).isEqualTo(HexFormat.of().parseHex(bytes));
    }

    @Test
    void keepsAMappedAddressAnIp6Address() {
        Inet6Address mapped = ip6("::ffff:203.0.113.7");

        assertThat(mapped.getAddress()).isEqualTo(HexFormat.of().parseHex("00000000000000000000ffffcb007107"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "::1%lo",
                "[::1]",
                "1:2:3",
                "1::2::3",
                "g::1",
                "face",
                "203.0.113.7",
                "localhost",
                "::12345",
                ":",
                "1:2:3:4:5:6:7:8:9"
            })
    void refusesWhatIsNoIp6Address(String text) {
        assertThat(refusal(() -> ip6(text)).subject()).isEqualTo("\"" + text + "\" is not an IPv6 address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"02:00:5e:10:00:Ff", "02-00-5e-10-00-ff"})
    void readsMacAddresses(String text) {
        assertThat(mac(text).getAddress()).isEqualTo(HexFormat.of().parseHex("02005e1000ff"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "02:00:00:00:00",
                "02:00:00:00:00:1",
                "02:00:00:00:00:0g",
                "02:00:00-00:00:01",
                "020000000001",
                "02:00:00:00:00:01:02",
                "02.00.00.00.00.01",
                "02:00:00:00:00:0\u0661"
            })
    void refusesWhatIsNoMacAddress(String text) {
        assertThat(refusal(() -> mac(text)).subject()).isEqualTo("\"" + text + "\" is not a MAC address");
    }

    @Test
    void saysWhatWasFoundWhatIsRequiredAndWhatToDo() {
        Problem problem = refusal(() -> ip4("example.org"));

        assertThat(problem.found()).isEqualTo("\"example.org\"");
        assertThat(problem.required()).contains("203.0.113.7");
        assertThat(problem.remedy()).contains("not looked up");
    }

    private static Problem refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(PacketException.class, call).problem();
    }
}
