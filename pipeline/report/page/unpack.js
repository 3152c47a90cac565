"use strict";
// The packed data of the page: base64 of deflated JSON in elements that the browser does not read.
{
  const bytesOf = (base64) => {
    const binary = atob(base64);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
    return bytes;
  };

  const unpacked = new Map();

  const inflate = async (name) => {
    const element = document.getElementById(name);
    const stream = new Blob([bytesOf(element.textContent)]).stream();
    element.remove();
    return new Response(stream.pipeThrough(new DecompressionStream("deflate-raw"))).json();
  };

  /** The value of a block, unpacked when it is first asked for. */
  Newsfold.unpack = (name) => {
    if (!unpacked.has(name)) unpacked.set(name, inflate(name));
    return unpacked.get(name);
  };
}
