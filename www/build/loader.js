// Unpacks the page's script and runs it. Written for browsers that are too old for the page: plain ES5,
// so that they too show a message. The text is that of build/dense.ts.
(function () {
  var doc = document;
  // In a saved copy of a page that had started it is hidden.
  doc.getElementById("mingbai-message").hidden = false;
  function show(id) {
    doc.getElementById("mingbai-broken").hidden = true;
    var said = doc.getElementById(id);
    said.hidden = false;
    said.className = "";
  }
  function broken() {
    show("mingbai-broken");
  }
  if (!self.DecompressionStream || !self.WebAssembly || !self.customElements || !("adoptedStyleSheets" in doc)) {
    return show("mingbai-old");
  }
  // Browsers that know 'wasm-unsafe-eval' (as those do that have findLast) need not allow eval: a second policy
  // forbids it.
  if (Array.prototype.findLast) {
    var policy = doc.querySelector("meta[http-equiv^=Content-S]").cloneNode();
    policy.content = policy.content.replace("'unsafe-eval' ", "");
    doc.head.appendChild(policy);
  }
  try {
    var text = doc.getElementById("mingbai-script").textContent;
    var out = [0, 10, 13, 26, 34, 60, 92];
    var bytes = new Uint8Array((text.length * 7) / 4);
    var held = 0, bits = 0, to = 0;
    var take = function (seven) {
      held |= seven << bits;
      bits += 7;
      if (bits < 8) return;
      bytes[to++] = held & 255;
      held >>= 8;
      bits -= 8;
    };
    for (var at = 0; at < text.length; at++) {
      var code = text.charCodeAt(at);
      if (code < 256) take(code);
      else if (code >= 1152) take(out[code - 1152]);
      else {
        take(out[(code >> 7) - 2]);
        take(code & 127);
      }
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
