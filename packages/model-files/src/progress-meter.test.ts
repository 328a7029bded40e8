import { describe, expect, it } from 'vitest';
import { ProgressMeter } from './progress-meter.ts';

describe('ProgressMeter (M19)', () => {
  it('knows no speed and no remaining time before two readings', () => {
    const meter = new ProgressMeter(() => 0);
    meter.record(100);
    expect(meter.bytesPerSecond).toBe(0);
    expect(meter.remainingMs(50)).toBeNull();
  });

  it('measures over the last ten seconds only', () => {
    let now = 0;
    const meter = new ProgressMeter(() => now);
    meter.record(0);
    for (let second = 1; second <= 30; second += 1) {
      now = second * 1000;
      meter.record(second <= 20 ? second * 1000 : 20_000 + (second - 20) * 100);
    }
    expect(meter.bytesPerSecond).toBe(100);
    expect(meter.remainingMs(1000)).toBe(10_000);
  });

  it('lets the speed fall while nothing arrives', () => {
    let now = 0;
    const meter = new ProgressMeter(() => now);
    meter.record(0);
    now = 1000;
    meter.record(5000);
    now = 5000;
    expect(meter.bytesPerSecond).toBe(1000);
  });

  it('starts anew when a download starts over', () => {
    let now = 0;
    const meter = new ProgressMeter(() => now);
    meter.record(9000);
    now = 1000;
    meter.record(0);
    now = 2000;
    meter.record(500);
    expect(meter.bytesPerSecond).toBe(500);
  });
});
