// Tells Stryker which texts are wording: those with Chinese, or with more than one word.

import { declareValuePlugin, PluginKind } from "@stryker-mutator/api/plugin";

const WORDING = /[\u3000-\u9fff\uff00-\uffef]|\p{L}\s+\p{L}/u;

const texts = ({ node }) => {
  if (node.type === "StringLiteral") return [node.value];
  return node.type === "TemplateLiteral" ? node.quasis.map(({ value }) => value.raw) : [];
};

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, "wording", {
    shouldIgnore: (path) => (texts(path).some((text) => WORDING.test(text)) ? "wording" : undefined),
  }),
];
