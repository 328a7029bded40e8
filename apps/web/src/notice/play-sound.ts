/** Two soft notes, the second one higher. In hertz, and seconds from the beginning. */
const notes = [
  { pitch: 523.25, atSeconds: 0 },
  { pitch: 783.99, atSeconds: 0.18 },
] as const;
const noteSeconds = 0.5;
const loudness = 0.08;

/** A browser lets no page be heard that has not been clicked in since it was opened. */
export function canSound(): boolean {
  // older browsers do not tell
  return (navigator as Partial<Navigator>).userActivation?.hasBeenActive ?? true;
}

/** Made here, not loaded. Never throws: where there is no sound to be had it is silent. */
export function playSound(): void {
  try {
    playNotes(new AudioContext());
  } catch {
    // a machine without a way to be heard
  }
}

function playNotes(context: AudioContext): void {
  for (const { pitch, atSeconds } of notes) {
    const start = context.currentTime + atSeconds;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(loudness, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + noteSeconds);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + noteSeconds);
    if (atSeconds > 0) tone.onended = () => void context.close();
  }
}
