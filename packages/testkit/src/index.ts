export { createMemoryStore } from './store/memory-store.ts';
export { engineContract } from './engine/engine-contract.ts';
export type { EngineSubject, SubjectMaker } from './engine/contract-subject.ts';
export { createScriptedEngine, type ScriptedEngine, type ScriptedEngineOptions } from './engine/scripted-engine.ts';
export { scriptedScenarios, type ScriptedScenario } from './engine/scripted-scenario.ts';
export { createMemoryModelFiles, testModel } from './models/memory-model-files.ts';
export { createTestSurroundings, testId } from './surroundings/test-surroundings.ts';
export { createTestStudio, type TestStudioOptions } from './studio/test-studio.ts';
export { storeContract } from './store/store-contract.ts';
