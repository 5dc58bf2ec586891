// Offsets of the records count Unicode code points; strings here count UTF-16 units. This is where the two meet.

/** A text with the place, in UTF-16 units, of each of its code points; built only if the text has any beyond the BMP. */
export class Text {
  readonly length: number;
  private readonly places: Uint32Array | null;

  constructor(readonly value: string) {
    if (!/[\ud800-\udbff][\udc00-\udfff]/.test(value)) {
      this.places = null;
      this.length = value.length;
      return;
    }
    const places: number[] = [];
    for (let unit = 0; unit < value.length; unit++) {
      places.push(unit);
      const code = value.charCodeAt(unit);
      const next = value.charCodeAt(unit + 1);
      if (code >= 0xd800 && code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) unit++;
    }
    this.length = places.length;
    places.push(value.length);
    this.places = Uint32Array.from(places);
  }

  /** The UTF-16 index of the code point at `offset`. */
  unit(offset: number): number {
    const held = Math.max(0, Math.min(offset, this.length));
    return this.places ? (this.places[held] ?? this.value.length) : held;
  }

  /** The code point offset of the UTF-16 index `unit`. */
  point(unit: number): number {
    if (!this.places) return Math.max(0, Math.min(unit, this.length));
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.places[middle] ?? Infinity) <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The words between two code point offsets. */
  slice(start: number, end: number): string {
    return this.value.slice(this.unit(start), this.unit(end));
  }
}
