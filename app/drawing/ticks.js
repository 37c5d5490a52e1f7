// Round values along an axis, and their labels: the same as those of `ticks.py`.

const LEAST_RATIO = 10; // from which a logarithmic axis has powers of ten
const LEAST_DIGITS = 5; // with fewer, 10 would be written 1e+01
const MOST_DIGITS = 17;

// At most `most` round values from low to high: { value, label }.
function axisTicks(low, high, logarithmic, most) {
  if (!(high > low)) return [{ value: low, label: figure(low, LEAST_DIGITS) }];
  const powers = logarithmic && high / low >= LEAST_RATIO;
  const values = powers ? powersOfTen(low, high, most) : multiples(low, high, most);
  const digits = powers ? LEAST_DIGITS : Math.max(LEAST_DIGITS, digitsApart(values));
  return values.map((value) => ({ value, label: figure(value, digits) }));
}

// Powers of ten; where there is room for them, 2 and 5 times these as well.
function powersOfTen(low, high, most) {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const finer = range(first - 1, last + 1).flatMap((power) => [1, 2, 5].map((factor) => factor * tenTo(power)))
    .filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
  return finer.length <= most ? finer : range(first, last, Math.ceil((last + 1 - first) / most)).map(tenTo);
}

// Multiples of 1, 2 or 5 times a power of ten.
function multiples(low, high, most) {
  const power = tenTo(Math.floor(Math.log10((high - low) / most)));
  const step = power * [1, 2, 5, 10, 20].find((factor) => (high - low) / (power * factor) <= most - 1);
  const values = range(Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)).map((i) => i * step);
  return values.length > 1 ? values : [low, high];
}

// How many tell neighbours apart.
function digitsApart(values) {
  const largest = Math.max(...values.map(Math.abs));
  const step = Math.min(...values.slice(1).map((value, i) => value - values[i]));
  return Math.min(MOST_DIGITS, Math.max(1, Math.ceil(Math.log10(Math.max(largest / step, 1)) + 1)));
}

const tenTo = (power) => Number(`1e${power}`);
const range = (first, last, step = 1) =>
  Array.from({ length: Math.max(0, Math.floor((last - first) / step) + 1) }, (_, i) => first + i * step);
