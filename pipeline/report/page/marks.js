"use strict";
// Marks on a text: from spans that may overlap to a tree that a document can hold. Pure.
{
  const inOrder = (a, b) => a.start - b.start || b.end - a.end;

  /** Marks that lie within [from, to), cut to it. */
  const within = (marks, from, to) => marks
    .filter((mark) => mark.start < to && mark.end > from && mark.start < mark.end)
    .map((mark) => ({ ...mark, start: Math.max(mark.start, from), end: Math.min(mark.end, to) }));

  const build = (text, base, from, to, marks) => {
    const nodes = [];
    const waiting = [...marks].sort(inOrder);
    let at = from;
    const plain = (end) => { if (end > at) nodes.push(text.slice(at - base, end - base)); };
    while (waiting.length > 0) {
      const mark = waiting.shift();
      plain(mark.start);
      const inside = waiting.filter((other) => other.start < mark.end);
      const crossing = inside.filter((other) => other.end > mark.end);
      waiting.splice(0, inside.length, ...crossing.map((other) => ({ ...other, start: mark.end })));
      waiting.sort(inOrder);
      nodes.push({ mark, children: build(text, base, mark.start, mark.end, within(inside, mark.start, mark.end)) });
      at = mark.end;
    }
    plain(to);
    return nodes;
  };

  /**
   * The text as strings and marked nodes {mark, children}. ``base`` is the offset of the text's first unit; marks
   * {start, end, ...} are offsets in the same count. A mark that crosses the end of another goes on behind it.
   */
  const tree = (text, base, marks) => {
    const end = base + text.length;
    return build(text, base, base, end, within(marks, base, end));
  };

  /** Marks of one kind each; the same span in two roles keeps the first. */
  const distinct = (marks) => {
    const seen = new Set();
    return marks.filter((mark) => {
      const key = `${mark.start}-${mark.end}`;
      return seen.has(key) ? false : seen.add(key);
    });
  };

  const ofMention = (mention) => distinct([
    { start: mention.start, end: mention.end, kind: "trigger", label: "event" },
    ...mention.arguments.map((each) => ({
      start: each.start, end: each.end, kind: each.role.toLowerCase(),
      label: each.frameRole ? `${each.role.toLowerCase()}: ${each.frameRole.replaceAll("_", " ")}` : each.role.toLowerCase(),
    })),
  ]);

  const ofTelling = (telling) => distinct(["source", "cue", "content"].flatMap((kind) =>
    telling[kind].map(([start, end]) => ({ start, end, kind, label: kind }))));

  /** From where to where a mention is read: its sentence, or the part of a very long one around the trigger. */
  const passage = (start, end, sentenceStart, sentenceEnd) => {
    const most = 900;
    if (sentenceEnd - sentenceStart <= most) return [Math.min(start, sentenceStart), Math.max(end, sentenceEnd)];
    return [Math.max(sentenceStart, start - most / 2), Math.min(sentenceEnd, Math.max(end, start + most / 2))];
  };

  /** The part of an article's pieces within [from, to), and where it starts; empty where the page does not hold it. */
  const cut = (pieces, from, to) => {
    for (const [start, text] of pieces) {
      if (start <= from && from < start + text.length) return [from, text.slice(from - start, to - start)];
    }
    return [from, ""];
  };

  Newsfold.marks = { tree, ofMention, ofTelling, passage, cut };
}
