package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.channels.ProviderFailure;
import relais.channels.TemplateChannel.Product;
import relais.channels.TemplateChannel.ProductPage;

/// Products of a catalogue, as its provider tells of them now.
///
/// @param next asks for the page after this one; null on the last
/// @param trouble why they could not be read; null when they could
@Serdeable
@Schema(
    name = "ProductList",
    requiredProperties = {"next", "trouble"})
record ProductListJson(
    List<ProductJson> items, @Nullable String next, @Nullable TroubleJson trouble) {

  /// Why products could not be read.
  ///
  /// @param code stable, for the app
  /// @param reason in words for an admin
  @Serdeable
  @Schema(name = "ProductsTrouble")
  record TroubleJson(String code, String reason) {}

  /// A product.
  ///
  /// @param number the shop's own, which a message names
  /// @param price in words, with its currency; null when not told
  /// @param picture where its picture lies, at the shop's own address; null when not told
  @Serdeable
  @Schema(
      name = "Product",
      requiredProperties = {"price", "picture"})
  record ProductJson(
      String number,
      String name,
      @Nullable String price,
      @Nullable String picture,
      boolean available) {
    private static ProductJson of(Product product) {
      return new ProductJson(
          product.number(),
          product.name(),
          product.price(),
          product.picture(),
          product.available());
    }
  }

  static ProductListJson of(ProductPage page) {
    return switch (page) {
      case ProductPage.Listed(List<Product> products, String next) ->
          new ProductListJson(products.stream().map(ProductJson::of).toList(), next, null);
      case ProductPage.Refused(ProviderFailure failure) ->
          new ProductListJson(List.of(), null, new TroubleJson(failure.code(), failure.reason()));
    };
  }
}
