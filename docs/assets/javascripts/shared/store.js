// The page's one store: handbook.js, which comes before, has put it on the window.
export const store = window.handbookStore;
