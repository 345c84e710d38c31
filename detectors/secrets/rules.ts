/** The rules of the secrets detector; a rule's index is its place in the list. */

import {
  ALL_CHANNELS,
  addRule,
  beginRules,
  endRules,
  explainRule,
  INPUT_TEXTS,
  redactRule,
  SEVERITY_CRITICAL,
  SEVERITY_HIGH,
  SEVERITY_MEDIUM,
} from '../abi';
import { MAX_KEY_BYTES } from './private-key';

export const AWS_ACCESS_KEY: u32 = 0;
export const AWS_SECRET_KEY: u32 = 1;
export const DIGITALOCEAN_TOKEN: u32 = 2;
export const GOOGLE_API_KEY: u32 = 3;
export const GITHUB_TOKEN: u32 = 4;
export const GITHUB_FINE_GRAINED_TOKEN: u32 = 5;
export const GITLAB_TOKEN: u32 = 6;
export const NPM_TOKEN: u32 = 7;
export const PYPI_TOKEN: u32 = 8;
export const ANTHROPIC_KEY: u32 = 9;
export const HUGGINGFACE_TOKEN: u32 = 10;
export const OPENAI_KEY: u32 = 11;
export const SENDGRID_KEY: u32 = 12;
export const SLACK_TOKEN: u32 = 13;
export const SLACK_WEBHOOK: u32 = 14;
export const STRIPE_KEY: u32 = 15;
export const CONNECTION_STRING: u32 = 16;
export const JWT: u32 = 17;
export const PRIVATE_KEY: u32 = 18;
const RULE_COUNT: u32 = 19;

const CRITICAL: u8 = SEVERITY_CRITICAL;
const HIGH: u8 = SEVERITY_HIGH;
const MEDIUM: u8 = SEVERITY_MEDIUM;

/** The longest match: a private key and the `-----END` line that its limit may fall into. */
const OVERLAP_BYTES: u32 = MAX_KEY_BYTES + 64;

const FROM_STORE: string = 'read it from the environment or a secret store';

/** Builds the description. @returns what the export `describe` returns. */
export function describeRules(): usize {
  beginRules(RULE_COUNT);
  describeClouds();
  describeCode();
  describeServices();
  describeAnywhere();
  return endRules('secrets', '0.1.0', INPUT_TEXTS, ALL_CHANNELS, OVERLAP_BYTES);
}

function describeClouds(): void {
  const instead = 'use a profile, a role or a secret store';
  addSecret('aws-access-key', CRITICAL, 90);
  explainRule('carries the id of an AWS access key', instead);
  addSecret('aws-secret-key', CRITICAL, 95);
  explainRule('carries an AWS secret access key', instead);
  addSecret('digitalocean-token', CRITICAL, 95);
  explainRule('carries a DigitalOcean token', FROM_STORE);
  addSecret('google-api-key', HIGH, 90);
  explainRule('carries a Google API key', FROM_STORE);
}

function describeCode(): void {
  const instead = 'let git or gh use the login that is already set up';
  addSecret('github-token', CRITICAL, 95);
  explainRule('carries a GitHub token', instead);
  addSecret('github-fine-grained-token', CRITICAL, 95);
  explainRule('carries a fine-grained GitHub token', instead);
  addSecret('gitlab-token', CRITICAL, 95);
  explainRule('carries a GitLab token', FROM_STORE);
  addSecret('npm-token', CRITICAL, 95);
  explainRule('carries an npm access token', 'let .npmrc refer to a variable');
  addSecret('pypi-token', CRITICAL, 95);
  explainRule('carries a PyPI upload token', 'publish as a trusted publisher');
}

function describeServices(): void {
  addSecret('anthropic-key', CRITICAL, 95);
  explainRule('carries an Anthropic API key', FROM_STORE);
  addSecret('huggingface-token', CRITICAL, 95);
  explainRule('carries a Hugging Face token', FROM_STORE);
  addSecret('openai-key', CRITICAL, 95);
  explainRule('carries an OpenAI API key', FROM_STORE);
  addSecret('sendgrid-key', CRITICAL, 95);
  explainRule('carries a SendGrid API key', FROM_STORE);
  addSecret('slack-token', CRITICAL, 95);
  explainRule('carries a Slack token', FROM_STORE);
  addSecret('slack-webhook', HIGH, 90);
  explainRule('carries the address of a Slack webhook', FROM_STORE);
  addSecret('stripe-key', CRITICAL, 95);
  explainRule('carries a live Stripe key', 'use a test key, or read it from a secret store');
}

function describeAnywhere(): void {
  addSecret('connection-string', HIGH, 90);
  explainRule('carries a password in a URL', 'put the password into the environment');
  addSecret('jwt', MEDIUM, 60);
  explainRule('carries a signed token (JWT)', FROM_STORE);
  addSecret('private-key', CRITICAL, 95);
  explainRule('carries a private key', 'name the file of the key, or use an agent');
}

function addSecret(name: string, severity: u8, risk: u8): void {
  addRule(name, 'secret', severity, risk);
  redactRule();
}
