# Sourced by mvnw and infrastructure/local/relais: points JAVA_HOME at a JDK 25 or newer.
# A JAVA_HOME that is already new enough stays; else the usual folders are searched. Nothing found: nothing changes,
# and the build says what is missing.
relais_java_version() { # prints the major version of the JDK in folder $1, or 0
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || :)
  [ -x "$1/bin/javac" ] && printf '%s' "${version:-0}" || printf 0
}

relais_find_jdk() (
  set +f
  best='' best_version=24
  for jdk in "${JAVA_HOME:-/nowhere}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /opt/java/* /opt/jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    found=$(relais_java_version "$jdk")
    if [ "$found" -ge 25 ] && [ "$jdk" = "${JAVA_HOME:-}" ]; then
      printf '%s' "$jdk"
      return
    fi
    if [ "$found" -gt "$best_version" ]; then best=$jdk best_version=$found; fi
  done
  printf '%s' "$best"
)

relais_jdk=$(relais_find_jdk)
if [ -n "$relais_jdk" ]; then
  JAVA_HOME=$relais_jdk
  export JAVA_HOME
fi
