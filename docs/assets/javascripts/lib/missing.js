// What the browsers that the bundles are written for (es2019: Chrome 73, Safari 12.1) still lack. Loaded before everything else.

for (const { prototype } of [Element, DocumentFragment]) {
  if (!prototype.replaceChildren) {
    prototype.replaceChildren = function replaceChildren(...nodes) {
      while (this.lastChild) this.removeChild(this.lastChild);
      this.append(...nodes);
    };
  }
}

// Safari 12 and 13 listen to a width by another name
if (globalThis.MediaQueryList && !MediaQueryList.prototype.addEventListener) {
  MediaQueryList.prototype.addEventListener = function addEventListener(_, act) {
    this.addListener(act);
  };
}
