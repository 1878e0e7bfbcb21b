#!/usr/bin/env bash
# Takes README's pictures anew: docs/card.png, docs/page-dark.png, docs/page-phone.png, docs/teams-client.png, docs/digest.png.
set -euo pipefail
cd "$(dirname "$0")/.."
(cd tests/EndToEnd.Tests && npm ci --ignore-scripts --no-audit --no-fund >/dev/null)
CLIENTBOT_PICTURES="$PWD/docs" dotnet test tests/EndToEnd.Tests --nologo -v quiet --filter "DisplayName~picture|FullyQualifiedName~Page.DigestTests"
