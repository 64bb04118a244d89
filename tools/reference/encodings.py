"""Lists the codecs of this Python: their names, the meaning of each byte, and samples that they decode or reject.

    python3 tools/reference/encodings.py tables > mock-server/django/encodings/tables.ts
    python3 -W ignore tools/reference/encodings.py samples > mock-server/django/encodings/samples.json
"""
import codecs
import encodings
import encodings.aliases
import io
import json
import pkgutil
import random
import sys


def text_of(name):
    """The characters of the 256 bytes; a replacement character for an undefined byte."""
    return "".join(bytes([byte]).decode(name, "replace") for byte in range(256))


def quoted(text):
    return "'" + "".join(
        "\\'" if sign == "'" else "\\\\" if sign == "\\" else sign if 0x20 < ord(sign) < 0x7f or sign == " "
        else "\\u%04x" % ord(sign) for sign in text) + "'"


modules = [module.name for module in pkgutil.iter_modules(encodings.__path__)]
charmaps, others, wider = {}, [], []
for name in modules:
    try:
        codec = codecs.lookup(name)
    except LookupError:
        continue
    module = __import__("encodings." + name, fromlist=["x"])
    if hasattr(module, "decoding_table") or hasattr(module, "decoding_map"):
        charmaps[name] = text_of(name)
    else:
        others.append(name)
aliases = {alias: name for alias, name in sorted(encodings.aliases.aliases.items())
           if name in charmaps or name in others}

def write_tables():
    out = sys.stdout.write
    out("/** The codecs of Python: made by tools/reference/encodings.py, and not to be edited. */\n")
    out("// biome-ignore-all format: made by a program\n\n")
    out("/** Other names of a codec, in the form to which Python brings a name. */\n")
    out("export const codecAliases: Readonly<Record<string, string>> = " + json.dumps(aliases, separators=(",", ":")).replace('"', "'") + ";\n\n")
    out("/** What each byte from 0x80 on means, where the others are ASCII; a replacement character for nothing. */\n")
    out("export const halfTables: Readonly<Record<string, string>> = {\n")
    ascii_half = bytes(range(128)).decode()
    for name, text in charmaps.items():
        if text[:128] == ascii_half:
            out(f"  {name}: {quoted(text[128:])},\n")
    out("};\n\n/** What each byte means, where they are not even ASCII. */\n")
    out("export const wholeTables: Readonly<Record<string, string>> = {\n")
    for name, text in charmaps.items():
        if text[:128] != ascii_half:
            out(f"  {name}: {quoted(text)},\n")
    out("};\n")
    out("\n/** What stands in Big5 from C6A1 on, where engines differ. */\n")
    places = [bytes([lead, trail]) for lead in (0xc6, 0xc7) for trail in (*range(0x40, 0x7f), *range(0xa1, 0xff))]
    letters = "".join(place.decode("big5", "replace")[0] for place in places[places.index(b"\xc6\xa1"):]).rstrip("\ufffd")
    out(f"export const big5Letters = {quoted(letters)};\n")


def result(decode):
    try:
        return ["text", decode()]
    except UnicodeDecodeError as error:
        return ["of bytes", str(error)]
    except ValueError as error:
        return ["error", str(error)]
    except Exception:
        return ["failure", ""]


def samples_of(name):
    """Texts in this codec, also truncated or with a changed byte, and random bytes."""
    found = [b"{}"]
    for text in ('{"a":"Jos\u00e9"}', '{"a":"\u6771\u4eac"}', '{"a":"\u041f\u0440\u0438"}', '{"a":"\uc11c\uc6b8"}',
                 '{"a":"\u4e2d\u6587"}', '{"a":"\u05e9"}', '{"a":"\U0001f600"}', '{"a":"\u20ac\u00b1"}'):
        try:
            sent = text.encode(name)
        except (UnicodeError, LookupError):
            continue
        at = random.randrange(len(sent))
        found += [sent, random.choice([sent[:at], sent[:at] + bytes([random.randrange(256)]) + sent[at + 1:]])]
    for _ in range(3):
        found.append(bytes(random.randrange(256) for _ in range(random.randrange(1, 6))))
    return found


def write_samples():
    random.seed(20260506)
    # The mock supports only the common characters of these, or none.
    rare = ("big5hkscs", "euc_jis", "iso2022", "shift_jis_", "shift_jisx", "hz", "johab", "punycode", "idna", "undefined")
    rows = []
    for name in [*charmaps, *others]:
        if name.startswith(rare):
            continue
        for sent in samples_of(name):
            row = [name, sent.decode("latin-1"), result(lambda: codecs.getreader(name)(io.BytesIO(sent)).read())]
            if codecs.lookup(name)._is_text_encoding:
                row += [result(lambda: sent.decode(name)), result(lambda: sent.decode(name, "replace"))]
            elif isinstance(row[2][1], bytes):
                # Of the codecs from bytes to bytes, only results that are text are useful.
                continue
            rows.append(row)
    print("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]")


{"tables": write_tables, "samples": write_samples}[sys.argv[1]]()
