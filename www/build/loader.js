// Unpacks the page's script and runs it. Written for browsers that are too old for the page: plain ES5,
// so that they too show a message.
(function () {
  var doc = document;
  function show(id) {
    doc.getElementById(id).hidden = false;
  }
  function broken() {
    show("mingbai-broken");
  }
  if (!self.DecompressionStream || !self.WebAssembly || !self.customElements || !("adoptedStyleSheets" in doc)) {
    return show("mingbai-old");
  }
  try {
    var text = atob(doc.getElementById("mingbai-script").textContent);
    var bytes = new Uint8Array(text.length);
    for (var i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text().then(function (script) {
      var element = doc.createElement("script");
      element.text = script;
      doc.body.appendChild(element).remove();
    }).catch(broken);
  } catch (error) {
    broken();
  }
})();
