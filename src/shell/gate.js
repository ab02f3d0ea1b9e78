// Runs before everything else, in the oldest JavaScript there is: where the
// page cannot work, a sentence says so instead of nothing.

(function () {
  var needs =
    " It needs Chrome or Edge 111, Firefox 115, Safari 16.4, or a later version of these," +
    " with JavaScript and WebAssembly switched on.";
  var element = document.querySelector("corpus-explorer");

  function reason() {
    if (location.protocol === "file:" && element.getAttribute("src") !== null) {
      return (
        "This page works only from a web server: a browser lets no page on disk load its parts." +
        " To open a corpus from disk, build it as a single file."
      );
    }
    if (typeof WebAssembly !== "object") {
      return "WebAssembly is switched off or missing in this browser." + needs;
    }
    var able =
      "noModule" in document.createElement("script") &&
      "adoptedStyleSheets" in document &&
      "replaceChildren" in document &&
      "at" in [] &&
      typeof customElements === "object" &&
      typeof DecompressionStream === "function" &&
      typeof TransformStream === "function";
    return able ? "" : "This browser is too old for this page." + needs;
  }

  var sentence = reason();
  if (sentence === "") return;
  // In place of the element: whatever else still starts finds none.
  var line = document.createElement("p");
  line.setAttribute("role", "alert");
  line.appendChild(document.createTextNode(sentence));
  element.parentNode.replaceChild(line, element);
})();
