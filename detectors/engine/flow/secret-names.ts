/** Files, folders and variables that hold secrets, by their names. */

import { Command, Text } from '../../abi';
import { isListedSecret } from '../rules/sources';
import { containsAnyCase, isListed, isListedPart } from './listed';
import { absolutePath } from './paths';
import { basenameStart, sliceOf } from './text';

const SLASH: u8 = 0x2f;
const DOT: u8 = 0x2e;

/** Folders of secrets, wherever they are. */
const SECRET_FOLDERS =
  '.ssh .gnupg .aws .azure .kube .password-store .oci .electrum .bitcoin .ethereum .sops .age .chef certs secrets .secrets private-keys keychains keyrings private-keys-v1.d .minikube .putty .mozilla .thunderbird .vault .tsh .secret';
/** Files of secrets, wherever they are. */
const SECRET_FILES =
  'id_rsa id_dsa id_ecdsa id_ed25519 id_ed25519_sk id_ecdsa_sk .env .envrc .netrc _netrc .npmrc .pypirc .pgpass .my.cnf .git-credentials .boto .s3cfg .vault-token .htpasswd .dockercfg .dockerconfigjson credentials credentials.json credentials.yml credentials.yaml credentials.toml credentials.db credentials.tfrc.json credentials.xml credentials.csv credentials.txt access_tokens.db secrets.json secrets.yml secrets.yaml secrets.toml secrets.env secrets.txt secret.txt secret.json secret.yml secret.yaml secret.key passwords.txt password.txt passwords.csv passwd shadow gshadow master.passwd opasswd master.key wallet.dat kubeconfig kubelet.conf admin.conf terraform.tfstate terraform.tfvars rclone.conf login.keychain login.keychain-db logins.json key4.db cookies.sqlite .bash_history .zsh_history .sh_history .psql_history .mysql_history .python_history .node_repl_history .rediscli_history hosts.yml ntds.dit krb5.keytab token.json tokens.json .erlang.cookie .pgpass.conf application_default_credentials.json environ private.key private.pem server.key tls.key key.pem privkey.pem token .claude.json .credentials.json';
const SECRET_ENDINGS = 'p12 pfx jks keystore kdbx kdb ppk ovpn keytab agekey pem key tfstate';
const PUBLIC_ENDINGS =
  'pub example sample template dist tmpl tpl md crt cer csr py js ts tsx jsx mjs go rs rb java c h cpp cs html css svg png jpg rules';

/** The path, as it is written in the command, names a file or a folder that holds secrets. */
export function isSecretFile(command: Command, path: Text): bool {
  return isSecretPath(absolutePath(command.cwd, path, 0));
}

/** The same for a path that is absolute. */
export function isSecretPath(path: Text): bool {
  const start = basenameStart(path, path.length);
  if (hasEnding(path, start, PUBLIC_ENDINGS)) return false;
  if (holdsPlace(path)) return true;
  if (isPublicName(path, start)) return false;
  if (isListedPart(path, start, path.length, SECRET_FILES)) {
    return isSecretInItsPlace(path, start);
  }
  if (path.holdsAt(start, '.env.') || path.holdsAt(start, 'id_ed25519')) return true;
  if (path.holdsAt(start, 'id_rsa')) return true;
  if (hasEnding(path, start, SECRET_ENDINGS)) return !isCertificate(path, start);
  return liesInSecretFolder(path) || isListedSecret(path);
}

/** Names that mean secrets only where they usually are. */
function isSecretInItsPlace(path: Text, start: u32): bool {
  if (path.holdsAt(start, 'environ')) return path.startsWith('/proc/');
  if (path.holdsAt(start, 'passwd')) return path.startsWith('/etc/');
  if (path.holdsAt(start, 'shadow')) return path.startsWith('/etc/');
  if (path.holdsAt(start, 'hosts.yml')) return path.contains('/gh/');
  return true;
}

function isPublicName(path: Text, start: u32): bool {
  return isListedPart(
    path,
    start,
    path.length,
    'known_hosts authorized_keys config cacert.pem ca.pem cert.pem fullchain.pem chain.pem public.pem public.key ca-certificates.crt cert.key',
  );
}

/** Certificates are public, and share their ending with keys. */
function isCertificate(path: Text, start: u32): bool {
  if (!path.endsWith('.pem')) return false;
  const name = sliceOf(path, start, path.length);
  return (
    containsAnyCase(name, 'cert') ||
    containsAnyCase(name, 'chain') ||
    containsAnyCase(name, 'bundle') ||
    containsAnyCase(name, 'pub')
  );
}

/** `.ssh` and `.ssh/anything`. */
function liesInSecretFolder(path: Text): bool {
  let start: u32 = 0;
  for (let i: u32 = 0; i <= path.length; i++) {
    if (i < path.length && path.byte(i) !== SLASH) continue;
    if (isListedPart(path, start, i, SECRET_FOLDERS)) return true;
    start = i + 1;
  }
  return false;
}

/** Places that no single name says. */
function holdsPlace(path: Text): bool {
  if (
    path.startsWith('/run/secrets') ||
    path.startsWith('/var/run/secrets') ||
    path.startsWith('/etc/ssl/private') ||
    path.startsWith('/etc/sudoers') ||
    path.endsWith('/Login Data')
  ) {
    return true;
  }
  for (let i: u32 = 0; i + 1 < path.length; i++) {
    if (path.byte(i) === SLASH && path.byte(i + 1) === DOT && isPlaceAt(path, i + 2)) return true;
  }
  return false;
}

/** Behind the dot of a hidden file or folder. */
function isPlaceAt(path: Text, at: u32): bool {
  return (
    path.holdsAt(at, 'docker/config.json') ||
    path.holdsAt(at, 'kube/config') ||
    path.holdsAt(at, 'config/gcloud') ||
    path.holdsAt(at, 'config/gh/') ||
    path.holdsAt(at, 'config/glab-cli/') ||
    path.holdsAt(at, 'config/op/') ||
    path.holdsAt(at, 'config/google-chrome') ||
    path.holdsAt(at, 'config/chromium') ||
    path.holdsAt(at, 'cargo/credentials') ||
    path.holdsAt(at, 'm2/settings') ||
    path.holdsAt(at, 'gem/credentials')
  );
}

function hasEnding(path: Text, start: u32, list: string): bool {
  for (let i = path.length; i > start; i--) {
    if (path.byte(i - 1) === DOT) return isListedPart(path, i, path.length, list);
  }
  return false;
}

/** A variable of the environment whose value belongs into no request but in a header. */
export function isSecretVariable(name: Text): bool {
  return (
    isListed(
      name,
      'aws_secret_access_key aws_session_token github_token gh_token gitlab_token npm_token openai_api_key anthropic_api_key database_url db_password db_pass pgpassword mysql_pwd mysql_root_password postgres_password redis_password ssh_private_key private_key secret_key_base django_secret_key jwt_secret stripe_secret_key google_application_credentials azure_client_secret vault_token ssh_auth_sock secret_key secret pypi_token docker_password heroku_api_key',
    ) ||
    containsAnyCase(name, 'private_key') ||
    containsAnyCase(name, 'secret_access')
  );
}

/** Any variable that is named like a secret. */
export function isEverySecretVariable(name: Text): bool {
  return (
    isSecretVariable(name) ||
    containsAnyCase(name, 'secret') ||
    containsAnyCase(name, 'password') ||
    containsAnyCase(name, 'passwd') ||
    containsAnyCase(name, 'api_key') ||
    containsAnyCase(name, 'apikey') ||
    containsAnyCase(name, '_token') ||
    containsAnyCase(name, 'credential') ||
    containsAnyCase(name, 'access_key')
  );
}
