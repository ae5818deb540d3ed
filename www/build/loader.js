// Unpacks the page's script and runs it. Written for browsers that are too old for the page: plain ES5,
// so that they too show a message. The text is that of build/dense.ts.
(function () {
  var doc = document;
  function show(id) {
    doc.getElementById("mingbai-broken").hidden = true;
    var said = doc.getElementById(id);
    said.hidden = false;
    said.className = "";
  }
  function broken() {
    show("mingbai-broken");
  }
  function digit(code) {
    return code - 33 - (code > 34) - (code > 60) - (code > 92);
  }
  if (!self.DecompressionStream || !self.WebAssembly || !self.customElements || !("adoptedStyleSheets" in doc)) {
    return show("mingbai-old");
  }
  // Browsers that know 'wasm-unsafe-eval' (as those do that have findLast) need not allow eval: a second policy
  // forbids it.
  if (Array.prototype.findLast) {
    var policy = doc.querySelector("meta[http-equiv]").cloneNode();
    policy.content = policy.content.replace("'unsafe-eval' ", "");
    doc.head.appendChild(policy);
  }
  try {
    var text = doc.getElementById("mingbai-script").textContent.trim();
    var bytes = new Uint8Array((text.length * 13) / 16);
    var held = 0, bits = 0, to = 0;
    for (var at = 0; at < text.length; at += 2) {
      var pair = at + 1 < text.length;
      held |= (digit(text.charCodeAt(at)) + (pair ? 91 * digit(text.charCodeAt(at + 1)) : 0)) << bits;
      for (bits += pair ? 13 : 6; bits >= 8; bits -= 8, held >>= 8) bytes[to++] = held & 255;
    }
    new Response(new Blob([bytes.subarray(0, to)]).stream().pipeThrough(new DecompressionStream("gzip"))).text().then(function (script) {
      var element = doc.createElement("script");
      element.text = script;
      doc.body.appendChild(element).remove();
    }).catch(broken);
  } catch (error) {
    broken();
  }
})();
