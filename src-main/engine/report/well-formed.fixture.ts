/** What keeps a text from being well-formed XML: the first fault, or null. Knows elements, attributes, references, and the prolog. */
export function faultOf(xml: string): string | null {
  const open: string[] = [];
  let roots = 0;
  let rest = xml.replace(/^<\?xml[^>]*\?>\s*/, '').replace(/^<!DOCTYPE [\w-]+>\s*/, '');
  while (rest.length > 0) {
    const text = /^[^<]+/.exec(rest)?.[0];
    if (text !== undefined) {
      if (/&(?!#\d+;|amp;|lt;|gt;)/.test(text)) return `a bare & in “${text.slice(0, 60)}”`;
      if (open.length === 0 && text.trim() !== '') return `text outside the root: “${text.slice(0, 60)}”`;
      rest = rest.slice(text.length);
      continue;
    }
    const closing = /^<\/([\w:-]+)\s*>/.exec(rest);
    if (closing) {
      const expected = open.pop();
      if (closing[1] !== expected) return `</${closing[1]}> where </${expected}> is due`;
      rest = rest.slice(closing[0].length);
      continue;
    }
    const opening = /^<([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/.exec(rest);
    if (!opening) return `no tag at “${rest.slice(0, 60)}”`;
    const names = [...opening[2]!.matchAll(/([\w:-]+)="/g)].map((match) => match[1]);
    if (new Set(names).size !== names.length) return `an attribute twice in <${opening[1]}>`;
    if (/="[^"]*&(?!#\d+;)/.test(opening[2]!)) return `a bare & in an attribute of <${opening[1]}>`;
    if (open.length === 0) roots++;
    if (opening[3] === '') open.push(opening[1]!);
    rest = rest.slice(opening[0].length);
  }
  if (open.length > 0) return `<${open.at(-1)}> is never closed`;
  return roots === 1 ? null : `${roots} roots`;
}
