// Does something again and again at moments of chance; returns what ends it. What is just away can't be struck: that is no failure.
export function again(random, least, most, act) {
  let ended = false;
  const running = (async () => {
    while (!ended) {
      await Promise.resolve().then(act).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, random.between(least, most)));
    }
  })();
  return async () => {
    ended = true;
    await running;
  };
}
