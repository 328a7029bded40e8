import type { Calibration, CalibrationKey, CalibrationStore, FileStamp } from '@maobi/core';

export class MemoryCalibrations implements CalibrationStore {
  readonly #calibrations = new Map<string, Calibration>();
  readonly #files = new Map<string, FileStamp & { readonly fingerprint: string }>();

  async get(key: CalibrationKey): Promise<Calibration | null> {
    return structuredClone(this.#calibrations.get(nameOf(key)) ?? null);
  }

  async put(calibration: Calibration): Promise<void> {
    this.#calibrations.set(nameOf(calibration), structuredClone(calibration));
  }

  async fingerprintOf({ path, sizeBytes, modifiedMs }: FileStamp): Promise<string | null> {
    const known = this.#files.get(path);
    return known?.sizeBytes === sizeBytes && known.modifiedMs === modifiedMs ? known.fingerprint : null;
  }

  async rememberFile(file: FileStamp, fingerprint: string): Promise<void> {
    this.#files.set(file.path, { ...file, fingerprint });
  }
}

function nameOf({ fingerprint, machine, engineVersion }: CalibrationKey): string {
  return JSON.stringify([fingerprint, machine, engineVersion]);
}
