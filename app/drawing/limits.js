// Limits of axes and scales that do not jitter while the values run.

// The limits move only when the points leave them or fill less than half of them.
function fitLimits(previous, [low, high], logarithmic) {
  const length = (a, b) => (logarithmic ? Math.log(b / a) : b - a);
  const fits = previous?.logarithmic === logarithmic && low >= previous.low && high <= previous.high;
  if (fits && length(low, high) >= 0.5 * length(previous.low, previous.high)) return previous;
  const limits = logarithmic ? logLimits(low, high) : linearLimits(low, high);
  const same = fits && length(limits.low, limits.high) >= 0.8 * length(previous.low, previous.high);
  return same ? previous : { ...limits, logarithmic };
}

function linearLimits(low, high) {
  if (low >= 0 && low < 0.6 * high) low = 0;
  const least = Math.max(1e-6 * Math.abs(high), 1e-30);
  if (high - low < least) [low, high] = [low - 50 * least, high + 50 * least];
  const step = niceStep((high - low) / 5);
  return { low: Math.floor(low / step + 1e-6) * step, high: Math.ceil(high / step - 1e-6) * step };
}

function logLimits(low, high) {
  if (high / low < 1.0001) return { low: low / 1.05, high: high * 1.05 };
  if (high / low < 5) {
    const limits = linearLimits(low, high);
    return limits.low > 0 ? limits : { low: low / 1.1, high: limits.high };
  }
  return { low: 1 / niceStep(1 / low), high: niceStep(high) };
}

function niceStep(rough) {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * [1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999);
}

// A nice limit that shrinks only when much smaller values would fill it.
function steadyLimit(previous, largest) {
  if (!(largest > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  const limit = power * [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= largest * 0.999);
  return limit > previous || largest < 0.6 * previous ? limit : previous;
}
