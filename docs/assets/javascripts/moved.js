// A page whose record was renamed leads on to where it is now, with the anchor that it was asked for. Back does not stop here.
const { href } = /** @type {HTMLAnchorElement} */ (document.querySelector("h1 a"));
location.replace(href + location.hash);
