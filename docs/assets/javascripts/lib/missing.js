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

if (typeof Blob === "function" && !Blob.prototype.arrayBuffer) {
  Blob.prototype.arrayBuffer = function arrayBuffer() {
    return new Response(this).arrayBuffer();
  };
}

if (!String.prototype.matchAll) {
  String.prototype.matchAll = /** @type {any} */ (
    /** @this {string} */ function* matchAll(/** @type {RegExp} */ pattern) {
      const each = new RegExp(pattern, pattern.flags);
      for (let found = each.exec(this); found; found = each.exec(this)) {
        yield found;
        if (!found[0]) each.lastIndex += 1;
      }
    }
  );
}

// Safari 12 and 13 know no BigInt. Only the hash of a file (@noble/hashes) asks for one, to write how long the file is: a number says that exactly, too
const here = /** @type {any} */ (globalThis);
const bytes = /** @type {any} */ (DataView.prototype);
if (!here.BigInt) here.BigInt = Number;
if (!bytes.setBigUint64) {
  bytes.setBigUint64 = function setBigUint64(at, value, little) {
    const length = Number(value);
    this.setUint32(at + (little ? 4 : 0), Math.floor(length / 2 ** 32), little);
    this.setUint32(at + (little ? 0 : 4), length % 2 ** 32, little);
  };
}
