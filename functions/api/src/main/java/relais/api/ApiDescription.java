package relais.api;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

/// The head of the API's OpenAPI document; the rest is read off the controllers.
@OpenAPIDefinition(
    info =
        @Info(
            title = "Relais",
            version = "1",
            description =
                "The shared inbox as its app sees it. Refusals are application/problem+json."),
    security = @SecurityRequirement(name = "sign-in"))
@SecurityScheme(
    name = "sign-in",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT",
    description = "The ID token of the OpenID Connect issuer in /config.json.")
@SecurityScheme(
    name = "telephone-token",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "A token that an admin made for a telephone system.")
interface ApiDescription {}
