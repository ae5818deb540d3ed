/** The page's engine with one compiled document: what that document answers, not the place. */
export function alone(Engine, vocabulary, policy) {
  const engine = new Engine(vocabulary, "alone", 1, "");
  engine.add(policy);
  return { assess: (input, on) => engine.assess(input, on).answers[0], describe: () => engine.describe()[0] };
}
