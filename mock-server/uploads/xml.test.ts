// How XML is parsed, whatever its portions, and which texts are not XML.
import fc from 'fast-check';

import { XmlReader } from './xml.ts';

/** All calls of a handler in one line; adjacent pieces of text are joined. */
function describeXml(xml: string, size = xml.length): string {
  let seen = '';
  const reader = new XmlReader({
    wantsText: true,
    open: (name, attributes) => {
      seen += `<${name}${attributes.map((text, index) => (index % 2 === 0 ? ` ${text}=` : JSON.stringify(text))).join('')}>`;
    },
    close: (name) => {
      seen += `</${name}>`;
    },
    text: (piece) => {
      seen += piece;
    },
  });
  for (let at = 0; at < xml.length; at += size) reader.read(xml.slice(at, at + size));
  reader.end();
  return seen;
}

const documents: readonly (readonly [xml: string, seen: string])[] = [
  ['<a/>', '<a></a>'],
  ['<a></a>', '<a></a>'],
  ['<?xml version="1.0" standalone="yes"?>\n<a>x</a>\n', '<a>x</a>'],
  ['<a b="1" c=\'2\'/>', '<a b="1" c="2"></a>'],
  ['<a\n\tb\r\n=\n"1"\n/>', '<a b="1"></a>'],
  ['<a b="x > y / \'z\'"/>', '<a b="x > y / \'z\'"></a>'],
  ['<a b="&lt;&amp;&#65;&#x42;"/>', '<a b="<&AB"></a>'],
  ['<a b=""></a >', '<a b=""></a>'],
  ['<p:a xmlns:p="u" p:b="1"><p:c/></p:a>', '<a xmlns:p="u" p:b="1"><c></c></a>'],
  ['<a>&lt;&gt;&amp;&quot;&apos;&#x1F642;&#0065;</a>', '<a><>&"\'🙂A</a>'],
  ['<a>x > y ]]></a>', '<a>x > y ]]></a>'],
  ['<a>1\r\n2\r3\n4</a>', '<a>1\n2\n3\n4</a>'],
  ['<a><![CDATA[<b>&amp;]] ]]]></a>', '<a><b>&amp;]] ]</a>'],
  ['<a>x<!-- <b> & - -- -->y<?pi <c>?>z</a>', '<a>xyz</a>'],
  ['<!-- before --><a/><!-- behind --><?pi?>', '<a></a>'],
];

test.each(documents)('%s is read at once and in chunks of any size', (xml, seen) => {
  for (let size = 1; size <= xml.length; size += 1) expect(describeXml(xml, size)).toBe(seen);
});

test.each([
  ['', 'an end before all tags are closed'],
  ['text', 'an end before all tags are closed'],
  ['<a>', 'an end before all tags are closed'],
  ['<a><!--</a>', 'an end before all tags are closed'],
  ['<a></b>', 'an end of "b", which is not open'],
  ['<a><b></a></b>', 'an end of "a", which is not open'],
  ['<p:a></q:a>', 'an end of "q:a", which is not open'],
  ['<a/><b/>', 'no one root element'],
  ['< a/>', 'a tag that is not well-formed'],
  ['<a b/>', 'a tag that is not well-formed'],
  ['<a b=1/>', 'a tag that is not well-formed'],
  ['<a ="1"/>', 'a tag that is not well-formed'],
  ['<!DOCTYPE a><a/>', 'a document type'],
  ['<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>', 'a document type'],
  ['<a>&nbsp;</a>', 'the unknown reference "&nbsp;"'],
  ['<a>&#0;</a>', 'the unknown reference "&#0;"'],
  ['<a>&#xD800;</a>', 'the unknown reference "&#xD800;"'],
  ['<a>&#x110000;</a>', 'the unknown reference "&#x110000;"'],
  ['<a>&toString;</a>', 'the unknown reference "&toString;"'],
  ['<a>AT&T</a>', 'an "&" that does not begin a reference'],
  [
    '<a>AT&T and whatever else may follow it before long; it is far</a>',
    'an "&" that does not begin a reference',
  ],
  ['<a>'.repeat(101), 'more than 100 elements in each other'],
])('%s has %s', (xml, message) => {
  expect(() => describeXml(xml)).toThrow(message);
});

test.each(['<a b="', '<a b="&amp;', '<a ', '<', '</', '<a b="1" c'])(
  'an unclosed %s is not buffered forever',
  (beginning) => {
    const reader = new XmlReader({
      wantsText: true,
      open: () => undefined,
      close: () => undefined,
      text: () => undefined,
    });
    const read = () => {
      reader.read(`<x>${beginning}`);
      for (let portion = 0; portion < 5; portion += 1) reader.read('&amp;'.repeat(10_000));
    };
    expect(read).toThrow('a tag of more than 131072 characters');
  },
);

test.each(['<a>', '<a><![CDATA[', '<a><!--', '<?'])(
  'an unclosed %s is passed on or dropped, but not buffered',
  (beginning) => {
    let longest = 0;
    const text = (piece: string) => {
      longest = Math.max(longest, piece.length);
    };
    const reader = new XmlReader({ wantsText: true, open: () => undefined, close: () => undefined, text });
    reader.read(beginning);
    for (let portion = 0; portion < 50; portion += 1) reader.read(']'.repeat(10_000));
    expect(longest).toBeLessThan(20_000);
  },
);

const escaped = (text: string) => text.replaceAll(/[&<>"'\r\n\t]/g, (letter) => `&#${letter.charCodeAt(0)};`);

test('any text is read back as it was written', () => {
  const character = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('&', '<', '>', '"', "'", ']]>', '\n', '-->'),
  );
  const written = fc.array(character, { maxLength: 8 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(written, written, fc.integer({ min: 1, max: 20 }), (text, value, size) => {
      fc.pre(!text.includes('\u0000') && !value.includes('\u0000'));
      const xml = `<a b="${escaped(value)}">${escaped(text)}</a>`;
      expect(describeXml(xml, size)).toBe(`<a b=${JSON.stringify(value)}>${text}</a>`);
    }),
    { numRuns: 200 },
  );
});
