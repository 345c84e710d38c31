/**
 * The formats, as data: rule, literal, shape of what follows, check. The first that holds wins, so
 * the longer of two literals comes first. A new format is a new line.
 */

import { findSecretKey } from './aws';
import { findConnectionPassword } from './connection';
import { looksDrawn } from './digits';
import { findEncodedKey } from './encoded-key';
import { findInstallationToken, hasChecksum } from './github';
import { findJwt } from './jwt';
import { hasOpenaiMarker } from './openai';
import { looksRandom } from './placeholder';
import { findPrivateKey } from './private-key';
import { addFinder, addFormat } from './registry';
import {
  ANTHROPIC_KEY,
  AWS_ACCESS_KEY,
  AWS_SECRET_KEY,
  CONNECTION_STRING,
  DIGITALOCEAN_TOKEN,
  GITHUB_FINE_GRAINED_TOKEN,
  GITHUB_TOKEN,
  GITLAB_TOKEN,
  GOOGLE_API_KEY,
  HUGGINGFACE_TOKEN,
  JWT,
  NPM_TOKEN,
  OPENAI_KEY,
  PRIVATE_KEY,
  PYPI_TOKEN,
  SENDGRID_KEY,
  SLACK_TOKEN,
  SLACK_WEBHOOK,
  STRIPE_KEY,
} from './rules';

/** Fills the registry. Called once, when the module starts. */
export function addFormats(): void {
  addClouds();
  addGithub();
  addGitlab();
  addPackages();
  addModels();
  addSlack();
  addPayments();
  addAnywhere();
}

function addClouds(): void {
  addFormat(AWS_ACCESS_KEY, 'AKIA', '[A-Z2-7]{16}', looksRandom);
  addFormat(AWS_ACCESS_KEY, 'ASIA', '[A-Z2-7]{16}', looksRandom);
  addFormat(AWS_ACCESS_KEY, 'ABIA', '[A-Z2-7]{16}', looksRandom);
  addFormat(AWS_ACCESS_KEY, 'ACCA', '[A-Z2-7]{16}', looksRandom);
  addFinder(AWS_SECRET_KEY, 'secret', findSecretKey);
  addFinder(AWS_SECRET_KEY, 'Secret', findSecretKey);
  addFinder(AWS_SECRET_KEY, 'SECRET', findSecretKey);
  addFormat(DIGITALOCEAN_TOKEN, 'dop_v1_', '[0-9a-f]{64}', looksRandom);
  addFormat(DIGITALOCEAN_TOKEN, 'doo_v1_', '[0-9a-f]{64}', looksRandom);
  addFormat(DIGITALOCEAN_TOKEN, 'dor_v1_', '[0-9a-f]{64}', looksRandom);
  addFormat(GOOGLE_API_KEY, 'AIza', '[0-9A-Za-z_-]{35}', looksRandom);
}

function addGithub(): void {
  addFormat(GITHUB_TOKEN, 'ghp_', '[0-9A-Za-z]{36}', hasChecksum);
  addFormat(GITHUB_TOKEN, 'gho_', '[0-9A-Za-z]{36}', hasChecksum);
  addFormat(GITHUB_TOKEN, 'ghu_', '[0-9A-Za-z]{36}', hasChecksum);
  addFormat(GITHUB_TOKEN, 'ghs_', '[0-9A-Za-z]{36}', hasChecksum);
  addFormat(GITHUB_TOKEN, 'ghr_', '[0-9A-Za-z]{36}', hasChecksum);
  addFormat(GITHUB_TOKEN, 'ghr_', '[0-9A-Za-z]{76}', hasChecksum);
  addFinder(GITHUB_TOKEN, 'ghs_', findInstallationToken);
  const fineGrained = '[0-9A-Za-z]{22}_[0-9A-Za-z]{59}';
  addFormat(GITHUB_FINE_GRAINED_TOKEN, 'github_pat_', fineGrained, looksRandom);
}

function addGitlab(): void {
  // Personal, project and group access tokens: classic, and the two forms that name their cell.
  addFormat(GITLAB_TOKEN, 'glpat-', '[0-9A-Za-z_-]{20}', looksRandom);
  addFormat(GITLAB_TOKEN, 'glpat-', '[0-9A-Za-z_-]{27,300}.[0-9a-z]{9}', looksRandom);
  addFormat(GITLAB_TOKEN, 'glpat-', '[0-9A-Za-z_-]{27,300}.[0-9a-z]{2}.[0-9a-z]{9}', looksRandom);
  // Runner, deploy, trigger, CI job, feed, SCIM, agent, mail, feature flag, OAuth application.
  addFormat(GITLAB_TOKEN, 'glrt-', '[0-9A-Za-z_-]{20,23}', looksRandom);
  addFormat(GITLAB_TOKEN, 'glrt-', '[0-9A-Za-z_-]{27,300}.[0-9a-z]{9}', looksRandom);
  addFormat(GITLAB_TOKEN, 'glrt-', '[0-9A-Za-z_-]{27,300}.[0-9a-z]{2}.[0-9a-z]{9}', looksRandom);
  addFormat(GITLAB_TOKEN, 'gldt-', '[0-9A-Za-z_-]{20}', looksRandom);
  addFormat(GITLAB_TOKEN, 'glptt-', '[0-9A-Za-z_-]{40}', looksRandom);
  addFormat(GITLAB_TOKEN, 'glcbt-', '[0-9A-Za-z]{1,5}_[0-9A-Za-z_-]{20}', looksRandom);
  addFormat(GITLAB_TOKEN, 'glft-', '[0-9A-Za-z_-]{20}', looksRandom);
  addFormat(GITLAB_TOKEN, 'glsoat-', '[0-9A-Za-z_-]{20}', looksRandom);
  addFormat(GITLAB_TOKEN, 'glagent-', '[0-9A-Za-z_-]{50}', looksRandom);
  addFormat(GITLAB_TOKEN, 'glimt-', '[0-9A-Za-z_-]{25}', looksRandom);
  addFormat(GITLAB_TOKEN, 'glffct-', '[0-9A-Za-z_-]{20}', looksRandom);
  addFormat(GITLAB_TOKEN, 'gloas-', '[0-9A-Za-z_-]{64}', looksRandom);
  addFormat(GITLAB_TOKEN, 'GR1348941', '[0-9A-Za-z_-]{20}', looksRandom);
}

function addPackages(): void {
  addFormat(NPM_TOKEN, 'npm_', '[0-9A-Za-z]{36}', hasChecksum);
  // Macaroons whose first packet says `pypi.org` or `test.pypi.org`.
  addFormat(PYPI_TOKEN, 'pypi-AgEIcHlwaS5vcmc', '[0-9A-Za-z_-]{50,512}', looksRandom);
  addFormat(PYPI_TOKEN, 'pypi-AgENdGVzdC5weXBpLm9yZw', '[0-9A-Za-z_-]{50,512}', looksRandom);
}

function addModels(): void {
  addFormat(ANTHROPIC_KEY, 'sk-ant-api03-', '[0-9A-Za-z_-]{93}AA', looksRandom);
  addFormat(ANTHROPIC_KEY, 'sk-ant-admin01-', '[0-9A-Za-z_-]{93}AA', looksRandom);
  addFormat(ANTHROPIC_KEY, 'sk-ant-oat01-', '[0-9A-Za-z_-]{93}AA', looksRandom);
  addFormat(ANTHROPIC_KEY, 'sk-ant-ort01-', '[0-9A-Za-z_-]{93}AA', looksRandom);
  addFormat(OPENAI_KEY, 'sk-', '[0-9A-Za-z_-]{48,200}', hasOpenaiMarker);
  addFormat(HUGGINGFACE_TOKEN, 'hf_', '[A-Za-z]{34}', looksDrawn);
  addFormat(HUGGINGFACE_TOKEN, 'api_org_', '[A-Za-z]{34}', looksDrawn);
}

function addSlack(): void {
  addFormat(SLACK_TOKEN, 'xoxb-', '[0-9]{9,14}-[0-9]{9,14}-[0-9A-Za-z]{18,34}', looksRandom);
  addFormat(SLACK_TOKEN, 'xoxb-', '[0-9]{8,14}-[0-9A-Za-z]{18,34}', looksRandom);
  const user = '[0-9]{9,14}-[0-9]{9,14}-[0-9]{9,14}-[0-9A-Za-z]{10,64}';
  addFormat(SLACK_TOKEN, 'xoxp-', user, looksRandom);
  addFormat(SLACK_TOKEN, 'xoxs-', user, looksRandom);
  addFormat(SLACK_TOKEN, 'xoxo-', user, looksRandom);
  addFormat(SLACK_TOKEN, 'xoxe-', user, looksRandom);
  addFormat(SLACK_TOKEN, 'xoxc-', user, looksRandom);
  addFormat(SLACK_TOKEN, 'xoxa-', '[0-9A-Za-z-]{20,100}', looksRandom);
  addFormat(SLACK_TOKEN, 'xoxr-', '[0-9A-Za-z-]{20,100}', looksRandom);
  addFormat(SLACK_TOKEN, 'xoxe.xoxb-', '1-[0-9A-Za-z]{100,250}', looksRandom);
  addFormat(SLACK_TOKEN, 'xoxe.xoxp-', '1-[0-9A-Za-z]{100,250}', looksRandom);
  addFormat(SLACK_TOKEN, 'xoxe-', '1-[0-9A-Za-z]{100,250}', looksRandom);
  addFormat(SLACK_TOKEN, 'xapp-', '[0-9]-[0-9A-Z]{8,14}-[0-9]{9,14}-[0-9a-f]{32,64}', looksRandom);
  const webhook = 'T[0-9A-Z]{8,12}/B[0-9A-Z]{8,12}/[0-9A-Za-z]{23,25}';
  addFormat(SLACK_WEBHOOK, 'hooks.slack.com/services/', webhook, looksRandom);
  const workflow = 'T[0-9A-Z]{8,12}/[0-9A-Z]{8,13}/[0-9]{15,20}/[0-9A-Za-z]{23,25}';
  addFormat(SLACK_WEBHOOK, 'hooks.slack.com/workflows/', workflow, looksRandom);
  addFormat(SLACK_WEBHOOK, 'hooks.slack.com/triggers/', workflow, looksRandom);
}

function addPayments(): void {
  addFormat(STRIPE_KEY, 'sk_live_', '[0-9A-Za-z]{14,247}', looksRandom);
  addFormat(STRIPE_KEY, 'sk_prod_', '[0-9A-Za-z]{14,247}', looksRandom);
  addFormat(STRIPE_KEY, 'rk_live_', '[0-9A-Za-z]{14,247}', looksRandom);
  addFormat(STRIPE_KEY, 'rk_prod_', '[0-9A-Za-z]{14,247}', looksRandom);
  addFormat(SENDGRID_KEY, 'SG.', '[0-9A-Za-z_-]{22}.[0-9A-Za-z_-]{43}', looksRandom);
}

function addAnywhere(): void {
  addFinder(JWT, 'eyJ', findJwt);
  addFinder(PRIVATE_KEY, '-----BEGIN ', findPrivateKey);
  addFinder(PRIVATE_KEY, 'LS0tLS1CRUdJTi', findEncodedKey);
  addFinder(CONNECTION_STRING, '://', findConnectionPassword);
}
