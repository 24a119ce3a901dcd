// Several at a time, and no more: a slow line is not choked.

const HANDS = 4;

/** act(item) for each; stops taking new ones when one fails, and rejects with its error. */
export async function abreast(items, act) {
  const left = [...items];
  const hand = async () => {
    while (left.length) {
      try {
        await act(left.shift());
      } catch (error) {
        left.length = 0;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: HANDS }, hand));
}
